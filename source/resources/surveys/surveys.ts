import {disk} from './disk.ts';
import {engine} from './engine.ts';
import type {Survey} from './survey.ts';

/** What engines as a whole can be asked about. A new one is a file, and a line here. */
export const surveys: readonly Survey[] = [disk, engine];

/** The survey of this word. */
export const surveyNamed = (word: string): Survey | undefined => surveys.find(survey => survey.word === word);
