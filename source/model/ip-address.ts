const ofFour = /^(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;

/** Which sort of address a text is, by its number; undefined where it is none. */
export const ipVersion = (text: string): 4 | 6 | undefined => {
	if (ofFour.test(text)) return 4;
	return /^[0-9a-f:.]+$/i.test(text) && text.includes(':') && URL.canParse(`http://[${text}]/`) ? 6 : undefined;
};

/** Whether a text is a range of addresses: `10.9.0.0/24`. */
export const isSubnet = (text: string): boolean => {
	const [address = '', length = '', ...others] = text.split('/');
	const version = ipVersion(address);
	const most = version === 6 ? 128 : 32;
	return version !== undefined && /^\d{1,3}$/.test(length) && Number(length) <= most && others.length === 0;
};
