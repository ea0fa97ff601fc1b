import {eventsSource} from '../../store/events-source.ts';

/** What happened on this engine, as far as it is kept. */
export const eventsTable = eventsSource('events');
