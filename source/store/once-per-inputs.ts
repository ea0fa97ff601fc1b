/** What work is done on: by identity, as state is never changed in place. */
type Inputs = readonly [object, ...unknown[]];

/** Calls `work` once for the same inputs; of those that begin with one and the same the latest are remembered. */
export const oncePerInputs = <Given extends Inputs, Result>(
	work: (...inputs: Given) => Result,
): ((...inputs: Given) => Result) => {
	// By the first of them, which is another one for each engine: what is forgotten there is forgotten here.
	const known = new WeakMap<object, {readonly inputs: Given; readonly result: Result}>();
	return (...inputs) => {
		const before = known.get(inputs[0]);
		const isSame =
			before?.inputs.length === inputs.length && before.inputs.every((input, index) => input === inputs[index]);
		if (before !== undefined && isSame) return before.result;
		const result = work(...inputs);
		known.set(inputs[0], {inputs, result});
		return result;
	};
};
