/** Name and value of an entry such as `NAME=value`, as variables and labels are written; a name alone has an empty value. */
export const nameAndValue = (entry: string): readonly [string, string] => {
	const at = entry.indexOf('=');
	return at === -1 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
};
