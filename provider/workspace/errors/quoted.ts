/** A text of the service in quotes: whatever stands in it, it stays one line of a program, of a comment, or of a terminal. */

/**
 * A string literal of JavaScript. JSON leaves in clear what ends a comment (U+2028, U+2029), steers a terminal (U+0080 to
 * U+009F) or shows a line in another order than it is read (the marks of direction); none of them does here.
 */
export const quoted = (text: string): string => JSON.stringify(text).replace(invisible, escaped);

const invisible = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
