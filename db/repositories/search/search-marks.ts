/** Around found words until the text is escaped: private-use characters, taken out of what is searched beforehand. */
export const markStart = '\uE000';
export const markEnd = '\uE001';
