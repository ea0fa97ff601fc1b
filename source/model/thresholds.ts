/** From which per cent on a figure is worth a look, and from which on it is bad. */
export type Threshold = {readonly warning: number; readonly bad: number};

/** By what is measured: CPU as a part of the host's, memory as a part of its limit, or of the host's. */
export type Thresholds = {readonly cpu: Threshold; readonly memory: Threshold};

/** What holds where nobody says otherwise. */
export const usualThresholds: Thresholds = {cpu: {warning: 75, bad: 90}, memory: {warning: 75, bad: 90}};
