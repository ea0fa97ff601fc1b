// Loaded when somebody copies files, and not before: by this file, as a bundle gives no names of CommonJS that is loaded late.
export {extract, pack} from 'tar-stream';
