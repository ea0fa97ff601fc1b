import {Box, type BoxProps, type DOMElement} from 'ink';
import {type PropsWithChildren, useContext, useLayoutEffect, useRef} from 'react';
import {type At, PointingContext} from './pointing.ts';

/** A box that can be pointed at: `at` tells what stands in it, as it was drawn last. */
export const Pointed = ({at, children, ...box}: PropsWithChildren<BoxProps & {readonly at: At}>) => {
	const pointing = useContext(PointingContext);
	const drawn = useRef<DOMElement>(null);
	useLayoutEffect(() => (drawn.current === null ? undefined : pointing?.add(drawn.current, at)));
	return (
		<Box ref={drawn} {...box}>
			{children}
		</Box>
	);
};
