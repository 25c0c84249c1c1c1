// Kafka's own jars, fetched once by Maven into `.cache/` (git ignores it): a real broker where Docker does not run.
// Safe when several processes ask at once: one fetches, the others wait. Never touches a running broker.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const voer = promisify(execFile);
const WORTEL = path.resolve(import.meta.dirname, '../..');

/** The 4.2 line; patch releases are drop-in. */
export const KAFKA_VERSIE = '4.2.2';
/** Kafka logs through slf4j 1.7 and brings no binding of its own. */
const LOG4J_VERSIE = '2.25.5';

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>nl.knooppunt</groupId><artifactId>diensten</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${KAFKA_VERSIE}</version></dependency>
    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-slf4j-impl</artifactId><version>${LOG4J_VERSIE}</version></dependency>
  </dependencies>
</project>
`;

/** Major version of `java` on the path; 0 when there is none. */
export async function javaVersie(): Promise<number> {
  try {
    const { stderr, stdout } = await voer('java', ['-version'], { timeout: 20_000 });
    return Number(/version "(\d+)/.exec(stderr + stdout)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/**
 * Folder with the jars.
 * @throws Error, in Dutch, when Java is older than 17, Maven is missing, or the download fails.
 */
export async function kafkaJars(): Promise<string> {
  const doel = path.join(WORTEL, '.cache', `kafka-${KAFKA_VERSIE}`);
  if (existsSync(path.join(doel, `kafka_2.13-${KAFKA_VERSIE}.jar`))) return doel;
  const java = await javaVersie();
  if (java < 17) throw new Error(java === 0 ? 'Java ontbreekt (17 of nieuwer is nodig)' : `Java ${java} is te oud (17 of nieuwer is nodig)`);
  mkdirSync(path.dirname(doel), { recursive: true });
  const slot = `${doel}.slot`;
  for (;;) {
    try {
      mkdirSync(slot);
      break;
    } catch {
      if (existsSync(path.join(doel, `kafka_2.13-${KAFKA_VERSIE}.jar`))) return doel;
      // Whoever held it longer than this is gone: Maven itself is stopped after ten minutes.
      if (Date.now() - (statSync(slot, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 11 * 60_000) rmSync(slot, { recursive: true, force: true });
      await new Promise((klaar) => setTimeout(klaar, 500));
    }
  }
  const werk = `${doel}.bezig`;
  try {
    rmSync(werk, { recursive: true, force: true });
    mkdirSync(werk);
    writeFileSync(path.join(werk, 'pom.xml'), POM);
    try {
      await voer('mvn', ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${path.join(werk, 'lib')}`], { cwd: werk, timeout: 600_000, maxBuffer: 1 << 24 });
    } catch (e) {
      const regel = (e as { stdout?: string }).stdout?.split('\n').find((r) => r.includes('ERROR'));
      throw new Error((e as { code?: unknown }).code === 'ENOENT' ? 'Maven ontbreekt' : `Maven kon Kafka niet ophalen${regel ? `: ${regel.slice(0, 200)}` : ''}`);
    }
    rmSync(doel, { recursive: true, force: true });
    renameSync(path.join(werk, 'lib'), doel);
    return doel;
  } finally {
    rmSync(werk, { recursive: true, force: true });
    rmSync(slot, { recursive: true, force: true });
  }
}
