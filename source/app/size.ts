/** Terminal size in cells. */
export type Size = {readonly columns: number; readonly rows: number};

/** The least that a screen needs. */
export const smallest: Size = {columns: 40, rows: 8};

/** Whether the terminal has no room for a screen: nothing but leaving works then. */
export const isTooSmall = (size: Size): boolean => size.columns < smallest.columns || size.rows < smallest.rows;
