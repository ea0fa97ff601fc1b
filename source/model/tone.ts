/** What a piece of text means; the theme alone knows which colour that is. */
export type Tone =
	/** Ordinary text. */
	| 'plain'
	/** Names, titles, what the eye should land on. */
	| 'strong'
	/** Labels, units, what may be overlooked. */
	| 'quiet'
	/** As it should be. */
	| 'good'
	/** Under way: starting, updating, pending. */
	| 'busy'
	/** Worth a look. */
	| 'warning'
	/** Wrong. */
	| 'bad'
	/** Keys, links, what one can act on. */
	| 'accent'
	/** Where typing goes on: one cell of inverse video. */
	| 'cursor'
	/** One of the rotating hues that tell tasks apart in merged logs. */
	| 'hue0'
	| 'hue1'
	| 'hue2'
	| 'hue3'
	| 'hue4'
	| 'hue5';

/** A piece of text with one meaning. Its text is clean: no escape sequences, no control characters. */
export type Span = {
	readonly text: string;
	readonly tone?: Tone;
	/** What it leads to where one can point at it: of a title the column's id, of a tab the screen's word. */
	readonly at?: string;
};

/** One line of the screen, before it is fitted and painted. */
export type Line = readonly Span[];
