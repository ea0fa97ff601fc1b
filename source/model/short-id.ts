/** An id as Docker shows it: 12 digits of an engine's or a swarm's own. What goes by its name is no such id and stays whole. */
export const shortId = (id: string): string => (/^(?:[0-9a-f]{64}|[0-9a-z]{25})$/.test(id) ? id.slice(0, 12) : id);
