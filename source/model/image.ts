/**
 * A row of `docker image ls`: one name of an image, or the image itself where it has none. All text is cleaned. What
 * there is of an image with several names stands in the row of each.
 */
export type Image = {
	/** Name of the engine that it belongs to. */
	readonly host: string;
	/** The image's 64 hexadecimal characters, then a blank and the name of this row where it has one. */
	readonly id: string;
	/** `sha256:` and 64 hexadecimal characters; Podman's without what is in front. */
	readonly imageId: string;
	/** As docker prints it; absent where it prints `<none>`. */
	readonly repository?: string;
	readonly tag?: string;
	/** The name of this row as the engine takes it: `nginx:1.27`, or `nginx@sha256:…` where there is no tag. */
	readonly reference?: string;
	/** All tags of the image, such as `nginx:1.27`. */
	readonly tags: readonly string[];
	/** All its names by digest, such as `nginx@sha256:…`; empty when no registry told one. */
	readonly digests: readonly string[];
	/** ms since the epoch. */
	readonly createdAt?: number;
	/** Bytes, with what it shares with other images. */
	readonly size?: number;
	readonly labels: Readonly<Record<string, string>>;
	/** Ids of containers that were made from this row's name when that was on another image. */
	readonly leftBehind: readonly string[];
};

/** One step of how an image was built. */
export type ImageLayer = {
	readonly createdAt?: number;
	/** The line of its Dockerfile, as far as the engine kept it. */
	readonly command: string;
	/** Bytes; 0 for a step that changed no file. */
	readonly size: number;
};

/** What inspecting an image adds to its row. */
export type ImageDetails = {
	/** `linux/amd64`, `linux/arm/v7`. */
	readonly platform?: string;
	readonly author?: string;
	/** Of the size, bytes that other images have too; absent until the engine has told. */
	readonly sharedSize?: number;
	readonly entrypoint?: string;
	readonly command?: string;
	readonly workingDirectory?: string;
	readonly user?: string;
	/** What it exposes, such as `80/tcp`. */
	readonly ports: readonly string[];
	readonly volumes: readonly string[];
	/** Newest first. */
	readonly history: readonly ImageLayer[];
	/** The engine's JSON with all text cleaned, for the raw view. */
	readonly raw: unknown;
};

/** An image's id without the name of its hash: engines write it with that and without. */
export const hexOfId = (id: string): string => id.replace(/^sha256:/, '');

/** The repository of a name, with a tag or a digest behind it. */
export const repositoryOf = (reference: string): string => reference.replace(/(?:@[^/]*|:[^/:@]*)$/, '');

/** A name as docker shows it: without what stands for Docker Hub. */
export const familiarName = (reference: string): string => reference.replace(/^docker\.io\/(?:library\/)?/, '');

/**
 * What docker lists a row for: its tags, and a digest of each repository that has no tag any more. Other digests go with
 * the last tag of theirs.
 */
export const listedNames = ({tags, digests}: Pick<Image, 'tags' | 'digests'>): readonly string[] => {
	const tagged = new Set(tags.map(repositoryOf));
	const byRepository = new Map(digests.map(digest => [repositoryOf(digest), digest]));
	return [...tags, ...[...byRepository].filter(([repository]) => !tagged.has(repository)).map(([, digest]) => digest)];
};

/** Whether the image goes with this row's name; one that has others stays under them. */
export const isLastName = (image: Image): boolean => listedNames(image).length <= 1;
