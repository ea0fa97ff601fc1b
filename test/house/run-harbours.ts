import {register} from '../../source/resources/registry.ts';
import {harbours} from './harbours.ts';

// The whole program with one kind more, as if the registry had its line: it is bundled as this stands.
register(harbours);
await import('../../cli.tsx');
