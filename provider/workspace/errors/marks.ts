/** What stands in the place of something that is taken out. Taking out twice changes nothing. */
export const secretMark = "[redacted]";
export const mailMark = "[e-mail]";
export const personMark = "[name]";
