import {randomFrames} from './random-app.tsx';

// Prints the frames of as many random apps as are asked for, as JSON.
const apps = Array.from({length: Number(process.argv[2])}, (_, seed) => randomFrames(seed, 4));
process.stdout.write(JSON.stringify(apps));
