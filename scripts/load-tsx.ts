import {readFileSync} from 'node:fs';
import {registerHooks} from 'node:module';
import {fileURLToPath} from 'node:url';
import {transformSync} from 'esbuild';

// Node strips types but knows no JSX: what is imported after this may be written in it.
registerHooks({
	load(url, context, nextLoad) {
		if (!url.endsWith('.tsx')) return nextLoad(url, context);
		const {code} = transformSync(readFileSync(fileURLToPath(url), 'utf8'), {loader: 'tsx', jsx: 'automatic'});
		return {format: 'module', source: code, shortCircuit: true};
	},
});
