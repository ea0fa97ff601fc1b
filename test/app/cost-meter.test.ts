import {describe, expect, it} from 'vitest';
import {createCostMeter, type Spent} from '../../source/app/lines/cost-meter.ts';

describe('the cost meter', () => {
	it('averages over the last ten seconds, and knows nothing from one reading', () => {
		let spent: Spent = {at: 0, cpu: 0, memory: 1, written: 0, requests: 0, samples: 0};
		const meter = createCostMeter(() => spent);
		expect(meter.measure()).toBeUndefined();
		for (let second = 1; second <= 30; second++) {
			// 100 ms of CPU each second until the 20th, 10 ms after it.
			const cpu = spent.cpu + (second <= 20 ? 100 : 10);
			spent = {at: second * 1000, cpu, memory: second, written: second * 400, requests: second, samples: second * 20};
			expect(meter.measure()).toBeDefined();
		}
		const cost = meter.measure();
		expect(cost).toMatchObject({span: 10_000, memory: 30, requests: 1, samples: 20, written: 400});
		expect(cost?.cpu).toBeCloseTo(1, 6);
	});

	it('keeps its figures between readings, and starts anew when the clock is set back', () => {
		let spent: Spent = {at: 50_000, cpu: 0, memory: 1, written: undefined, requests: 0, samples: 0};
		const meter = createCostMeter(() => spent);
		meter.measure();
		spent = {...spent, at: 51_000, cpu: 500};
		const cost = meter.measure();
		expect(cost?.cpu).toBe(50);
		expect(cost?.written).toBeUndefined();
		spent = {...spent, at: 51_200, cpu: 700};
		expect(meter.measure()).toBe(cost);
		spent = {...spent, at: 10_000};
		expect(meter.measure()).toBeUndefined();
	});
});
