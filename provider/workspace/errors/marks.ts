/** What stands in the place of something that is taken out. Taking out twice changes nothing. */
export const secretMark = "[redacted]";
export const mailMark = "[e-mail]";
export const personMark = "[name]";

/** One of these; also without its brackets, which may be taken for those around a value. */
export const isMark = (text: string): boolean => /^\[?(?:redacted|name|e-mail)\]?$/.test(text);
