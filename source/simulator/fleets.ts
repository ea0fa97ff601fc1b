import {type ContainerPlan, planFleet, planNode, type ServicePlan} from './fleet-parts.ts';
import type {Fleet} from './world.ts';

const mebibyte = 1_048_576;

const blog = {'com.docker.compose.project': 'blog'};

const demoContainers: readonly ContainerPlan[] = [
	{
		name: 'blog-wordpress-1',
		image: 'wordpress:6.7',
		age: 4000,
		labels: blog,
		networks: ['blog_default'],
		ports: [{privatePort: 80, publicPort: 8080}],
		logs: 'web',
		load: {cpu: 6, memory: 180 * mebibyte, network: 90_000},
		volumes: ['blog_html:/var/www/html'],
		environment: ['PATH=/usr/local/bin:/usr/bin:/bin', 'WORDPRESS_DB_HOST=mariadb', 'WORDPRESS_DB_PASSWORD=example'],
	},
	{
		name: 'blog-mariadb-1',
		image: 'mariadb:11.4',
		age: 4000,
		labels: blog,
		networks: ['blog_default'],
		ports: [{privatePort: 3306}],
		logs: 'database',
		load: {cpu: 3, memory: 260 * mebibyte, network: 60_000, block: 220_000},
		volumes: ['blog_db:/var/lib/mysql'],
		environment: ['PATH=/usr/local/bin:/usr/bin:/bin', 'MARIADB_PASSWORD=example'],
	},
	{
		name: 'reports',
		image: 'registry.local/reports:2.3',
		age: 0.1,
		lifetime: 14_000,
		memoryLimit: 128 * mebibyte,
		logs: 'trace',
		load: {cpu: 35, memory: 126 * mebibyte},
		restartCount: 6,
		restartPolicy: 'always',
	},
	{
		name: 'search',
		image: 'opensearch:2.17',
		age: 300,
		health: 'unhealthy',
		probeOutput: 'curl: (28) Operation timed out after 3001 milliseconds with 0 bytes received',
		logs: 'json',
		load: {cpu: 110, memory: 1500 * mebibyte, network: 20_000, block: 900_000},
		ports: [{privatePort: 9200, publicPort: 9200}],
		volumes: ['search:/usr/share/opensearch/data'],
	},
	{
		name: 'cache',
		image: 'valkey:8.0',
		age: 9000,
		health: 'healthy',
		probeOutput: 'PONG',
		logs: 'silent',
		load: {cpu: 1.2, memory: 34 * mebibyte, network: 30_000},
	},
	{
		name: 'video-encoder',
		image: 'registry.local/encoder:1.0',
		age: 90,
		state: 'paused',
		logs: 'colour',
		load: {cpu: 0.01, memory: 420 * mebibyte, network: 0},
	},
	{
		name: 'ci-runner',
		image: 'registry.local/runner:5',
		age: 1500,
		logs: 'colour',
		hasTty: true,
		load: {cpu: 24, memory: 310 * mebibyte, network: 12_000, block: 400_000},
	},
	{
		name: 'proxy',
		image: 'traefik:3.2',
		age: 9000,
		ports: [
			{privatePort: 80, publicPort: 80},
			{privatePort: 443, publicPort: 443},
		],
		logs: 'web',
		load: {cpu: 4, memory: 70 * mebibyte, network: 400_000},
	},
	{
		name: 'legacy-mailer',
		image: 'registry.local/mailer:1',
		age: 2000,
		ignoresTerm: true,
		logs: 'trace',
		load: {cpu: 0.4, memory: 22 * mebibyte},
	},
	{
		name: 'backup-nightly',
		image: 'restic:0.17',
		age: 420,
		state: 'exited',
		exitCode: 0,
		restartPolicy: 'no',
		logs: 'json',
	},
	{
		name: 'migrate-orders',
		image: 'registry.local/shop/api:1.8.2',
		age: 55,
		state: 'exited',
		exitCode: 1,
		restartPolicy: 'no',
		logs: 'trace',
	},
	{name: 'scratch', image: 'busybox:1.37', age: 3, state: 'created', restartPolicy: 'no', logs: 'silent'},
];

const demoServices: readonly ServicePlan[] = [
	{
		name: 'getstartedlab_web',
		image: 'username/repo:tag',
		replicas: 5,
		limits: {cpus: 0.1, memory: 50 * mebibyte},
		ports: [{published: 80, target: 80}],
		network: 'getstartedlab_webnet',
		logs: 'web',
		load: {cpu: 3, memory: 24 * mebibyte, network: 30_000},
	},
	{
		name: 'shop_api',
		image: 'registry.local/shop/api:1.9.0',
		updatingFrom: 'registry.local/shop/api:1.8.2',
		replicas: 6,
		secrets: ['shop_db_password', 'shop_tls-3'],
		configs: ['shop_api.yaml'],
		ports: [{published: 8081, target: 8080}],
		load: {cpu: 12, memory: 140 * mebibyte, network: 120_000},
	},
	{
		name: 'shop_worker',
		image: 'registry.local/shop/worker:1.9.0',
		replicas: 3,
		load: {cpu: 30, memory: 210 * mebibyte, network: 20_000},
	},
	{
		name: 'shop_postgres',
		image: 'postgres:17.2',
		secrets: ['shop_db_password'],
		replicas: 1,
		logs: 'database',
		load: {cpu: 9, memory: 380 * mebibyte, network: 90_000, block: 700_000},
	},
	{
		name: 'shop_redis',
		image: 'redis:7.4',
		replicas: 1,
		logs: 'silent',
		load: {cpu: 2, memory: 48 * mebibyte, network: 60_000},
	},
	{
		name: 'shop_mailer',
		image: 'registry.local/shop/mailer:3',
		replicas: 1,
		rejection: 'No such image: registry.local/shop/mailer:3',
	},
	{
		name: 'node-exporter',
		image: 'prom/node-exporter:1.8.2',
		logs: 'silent',
		load: {cpu: 0.5, memory: 14 * mebibyte, network: 2000},
	},
	{name: 'shop_migrate', image: 'registry.local/shop/api:1.9.0', replicas: 1, isJob: true},
];

/** The fleet of the demo: a manager of three nodes with two stacks, a compose project, and some trouble. */
export const demoFleet = (now: number): Fleet =>
	planFleet(
		{
			engineName: 'prod-mgr1',
			containers: demoContainers,
			nodes: [
				planNode('prod-mgr1', 'manager', 1),
				planNode('prod-wrk1', 'worker', 2),
				planNode('prod-wrk2', 'worker', 3),
			],
			services: demoServices,
		},
		now,
	);

/** An engine that nothing was ever run on, outside of any swarm. */
export const emptyFleet = (): Fleet => planFleet({engineName: 'empty', containers: [], nodes: [], services: []}, 0);

/** A small fleet with nothing moving by itself, for tests. */
export const testFleet = (now: number): Fleet =>
	planFleet(
		{
			engineName: 'test-mgr1',
			containers: [
				{
					name: 'web',
					image: 'nginx:1.27',
					ports: [{privatePort: 80, publicPort: 8080}],
					logs: 'web',
					load: {cpu: 20, memory: 64 * mebibyte},
					environment: ['PATH=/bin', 'SECRET=hunter2'],
				},
				{
					name: 'database',
					image: 'postgres:17',
					logs: 'database',
					load: {cpu: 5, memory: 256 * mebibyte, block: 10_000},
					volumes: ['data:/var/lib/postgresql/data'],
				},
				{name: 'stubborn', image: 'stubborn:1', ignoresTerm: true, logs: 'silent'},
				{name: 'failed', image: 'batch:1', state: 'exited', exitCode: 3, age: 10, logs: 'silent'},
				{name: 'sick', image: 'sick:1', health: 'unhealthy', probeOutput: 'no answer on port 80', logs: 'json'},
			],
			nodes: [
				planNode('test-mgr1', 'manager', 1),
				planNode('test-wrk1', 'worker', 2),
				planNode('test-wrk2', 'worker', 3),
			],
			services: [
				{
					name: 'shop_api',
					image: 'api:1',
					replicas: 3,
					ports: [{published: 8081, target: 80}],
					secrets: ['shop_key'],
					configs: ['shop_settings'],
				},
				{name: 'agent', image: 'agent:2'},
			],
		},
		now,
	);

/** Many containers on one engine outside of a swarm, of which `running` run. */
export const scaleFleet = (count: number, running: number, now: number): Fleet =>
	planFleet(
		{
			engineName: 'scale',
			containers: Array.from({length: count}, (_, index): ContainerPlan => {
				const name = `load-${String(index + 1).padStart(4, '0')}`;
				return index < running
					? {name, image: `app-${index % 9}:1`, age: 10 + index, load: {cpu: index % 40}}
					: {name, image: `app-${index % 9}:1`, age: 10 + index, state: 'exited', exitCode: index % 5 === 0 ? 1 : 0};
			}),
			nodes: [],
			services: [],
		},
		now,
	);
