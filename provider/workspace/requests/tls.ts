/** Whose certificates are trusted, and what to do about one that is not. */
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureContext, getCACertificates, type SecureContext } from "node:tls";
import { types } from "node:util";
import { workspaceError } from "../errors.ts";

export interface TlsSettings {
  /** Accept any certificate: whoever sits between can read and change everything. */
  readonly insecure: boolean;
  /** A PEM file with one or more certificates that are trusted beside the authorities that Node knows. */
  readonly caFile?: string;
  /** Where each setting came from, in words: `caFile` is named so where it is wrong. */
  readonly sources?: Readonly<Record<string, string>>;
}

/** As `node:tls` takes it; empty for Node's own rules. */
export interface TlsOptions {
  readonly rejectUnauthorized?: false;
  /** Made once: it holds every authority, and reading them takes milliseconds. */
  readonly secureContext?: SecureContext;
}

/**
 * Beside, not instead: one run talks to IAM, to the service and often through a company's proxy, and seldom does one private
 * authority sign for all of them. Node's own are the built-in ones, those of NODE_EXTRA_CA_CERTS and, with --use-system-ca, the machine's.
 * @throws configuration when the file cannot be read or is no PEM file of certificates.
 */
export function tlsOptions({ insecure, caFile, sources = {} }: TlsSettings): TlsOptions {
  if (insecure) return { rejectUnauthorized: false };
  if (caFile === undefined) return {};
  const ca = [...getCACertificates("default"), ...certificatesOf({ path: caFile, from: sources.caFile })];
  // What the user names is trusted as it is, also when it is an intermediate authority or the server's own certificate.
  return { secureContext: createSecureContext({ ca, allowPartialTrustChain: true }) };
}

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

interface CaFile {
  readonly path: string;
  readonly from: string | undefined;
}

function certificatesOf(file: CaFile): readonly string[] {
  const certificates = read(file).match(block) ?? [];
  if (certificates.length === 0)
    throw wrongFile(file, "holds no certificate: give a PEM file with lines from BEGIN CERTIFICATE to END CERTIFICATE");
  certificates.forEach((certificate, index) => {
    try {
      new X509Certificate(certificate);
    } catch (cause) {
      throw wrongFile(
        file,
        `cannot be read as PEM (certificate ${index + 1} of ${certificates.length} is damaged)`,
        cause,
      );
    }
  });
  return certificates;
}

function read(file: CaFile): string {
  try {
    return readFileSync(file.path, "utf8");
  } catch (cause) {
    const code = types.isNativeError(cause) ? codeOf(cause) : "";
    throw wrongFile(file, `cannot be read (${code}): give the path of a PEM file, or remove the setting`, cause);
  }
}

function wrongFile({ path, from }: CaFile, lack: string, cause?: unknown) {
  const where = from === undefined ? "" : ` (from ${from})`;
  return workspaceError("configuration", `caFile "${path}"${where} ${lack}. Nothing was sent.`, { cause });
}

const unknownAuthority =
  /^(SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|CERT_UNTRUSTED|INVALID_CA)/;
const notNow = /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/;
const otherCertificate =
  /^(CERT_|CRL_|INVALID_PURPOSE|PATH_LENGTH|UNABLE_TO_(GET|DECRYPT|DECODE)|ERR_TLS_CERT|HOSTNAME_MISMATCH)/;

/** What is wrong with the certificate or the TLS of `to`, and what to set; `undefined` when trying again may help. */
export function tlsTrouble(error: Error, to: string): string | undefined {
  const code = codeOf(error);
  if (unknownAuthority.test(code))
    return `the certificate of ${to} is signed by an authority that is not trusted here (${code}): set caFile to the PEM file of that authority, which may be the one of a proxy that looks into connections`;
  if (notNow.test(code)) {
    const trouble = code === "CERT_HAS_EXPIRED" ? "has expired" : "is not valid yet";
    const today = new Date().toISOString().slice(0, 10);
    return `the certificate of ${to}, or of its authority, ${trouble} (${code}): have it renewed, and check this machine's date (${today})`;
  }
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return `the certificate of ${to} is made out to other names (${namesOf(error)}): set the endpoint to one of them`;
  if (otherCertificate.test(code)) return `the certificate of ${to} is not accepted: ${error.message} (${code})`;
  return isNotTls(error) ? `${to} does not speak TLS: check scheme and port of the endpoint` : undefined;
}

/** `DNS:workspace.example.com, IP Address:10.0.0.1` */
function namesOf(error: Error): string {
  const cert = "cert" in error && typeof error.cert === "object" ? error.cert : null;
  return cert !== null && "subjectaltname" in cert ? String(cert.subjectaltname) : error.message;
}

/** OpenSSL's own words; beside them there is only EPROTO, which stands for every fault of a handshake. */
function isNotTls({ message }: Error): boolean {
  return /:(wrong version number|packet length too long|http request|unknown protocol):/.test(message);
}

export function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}
