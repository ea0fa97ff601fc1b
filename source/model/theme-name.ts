/** All themes that can be set: `auto` is dark or light, as the terminal's background is. */
export const themeNames = ['auto', 'dark', 'light', '16-colours', 'high-contrast', 'colour-blind'] as const;

/** How the screen is coloured. */
export type ThemeName = (typeof themeNames)[number];

/** What a theme stands on. */
export type Ground = 'dark' | 'light';
