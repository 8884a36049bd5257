import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

// The proxies a relay stands behind, on loopback: started with the very files a technician gets.

export type FrontProxy = {
  /** What gateways and tills call: `https://localhost:PORT`. */
  readonly origin: string
  /** The file that makes the certificate a trusted one (NODE_EXTRA_CA_CERTS). */
  readonly authority: string
  stop(): Promise<void>
}

type Behind = { readonly folder: string; readonly relayPort: number }

const DEPLOY = resolve('relay/deploy')

/**
 * Caddy with `relay/deploy/Caddyfile`. What stands before it here keeps it from touching the computer: no certificate into
 * the system's store, no port 80, no port for its administration. It signs for itself, for twelve hours.
 */
export async function startCaddy({ folder, relayPort }: Behind): Promise<FrontProxy> {
  const [port, httpPort] = await freePorts(2)
  const file = join(folder, 'Caddyfile')
  writeFileSync(
    file,
    `{\n\tadmin off\n\tskip_install_trust\n\thttp_port ${httpPort}\n}\nimport ${DEPLOY}/Caddyfile\n`,
  )
  const data = join(folder, 'caddy')
  const child = spawn('caddy', ['run', '--adapter', 'caddyfile', '--config', file], {
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
      RELAY_SITE: `https://localhost:${port}`,
      RELAY_PORT: String(relayPort),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const stop = ending(child)
  await said(child, ['certificate obtained successfully', 'serving initial configuration'])
  const authority = join(data, 'pki/authorities/local/root.crt')
  return { origin: `https://localhost:${port}`, authority, stop }
}

export type NginxOptions = Behind & {
  /** Locations of the server block; those of `relay/deploy/nginx.conf` unless told otherwise. */
  readonly locations?: string
}

/** nginx with a certificate of its own for ninety days. */
export async function startNginx({ folder, relayPort, locations }: NginxOptions): Promise<FrontProxy> {
  const [port] = await freePorts(1)
  const authority = join(folder, 'certificate.pem')
  const key = join(folder, 'key.pem')
  const certificate = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  const named = ['-days', '90', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  execFileSync('openssl', [...certificate, ...named, '-keyout', key, '-out', authority], { stdio: 'ignore' })
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const file = join(folder, 'nginx.conf')
  writeFileSync(
    file,
    `daemon off;
    pid ${folder}/nginx.pid;
    error_log stderr notice;
    events { worker_connections 64; }
    http {
      access_log off;
      ${temporary.map((what) => `${what}_temp_path ${folder}/${what};`).join('\n')}
      upstream usdtill_relay { server 127.0.0.1:${relayPort}; keepalive 16; }
      server {
        listen 127.0.0.1:${port} ssl;
        server_name localhost;
        ssl_certificate ${authority};
        ssl_certificate_key ${key};
        ${locations ?? `include ${DEPLOY}/nginx.conf;`}
      }
    }`,
  )
  const child = spawn('nginx', ['-p', folder, '-e', 'stderr', '-c', file], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const stop = ending(child)
  await said(child, ['start worker process '])
  return { origin: `https://localhost:${port}`, authority, stop }
}

export type Asked = {
  readonly body?: string
  readonly headers?: Record<string, string>
  /** The address this computer calls from. */
  readonly from?: string
}

/** A request through the proxy; only it trusts the proxy's authority. Resolves with the head of the answer. */
export function askThrough(proxy: FrontProxy, path: string, asked: Asked = {}): Promise<IncomingMessage> {
  const { body, headers = {}, from = '127.0.0.1' } = asked
  const options = {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ca: readFileSync(proxy.authority),
    family: 4,
    localAddress: from,
    agent: false,
  }
  return new Promise((answered, reject) => {
    const sent = request(new URL(path, proxy.origin), options, answered)
    sent.on('error', reject)
    sent.end(body)
  })
}

export async function textOfAnswer(response: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) text += String(chunk)
  return text
}

function ending(child: ChildProcess): () => Promise<void> {
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  return async () => {
    if (child.exitCode === null) child.kill('SIGTERM')
    await ended
  }
}

/** Waits until the child has said each of these on standard error, and reads on so that it never blocks. */
function said(child: ChildProcess, wanted: readonly string[]): Promise<void> {
  const missing = new Set(wanted)
  const lines: string[] = []
  return new Promise((done, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`ended before ${[...missing].join()}: ${lines.join('\n')}`)))
    if (!child.stderr) return reject(new Error('no standard error'))
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (missing.size === 0) return
      lines.push(line)
      for (const each of missing) if (line.includes(each)) missing.delete(each)
      if (missing.size === 0) done()
    })
  })
}

/** Ports that nobody has right now, all different. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer()
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
      return server
    }),
  )
  const ports = servers.map((server) => {
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  })
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))))
  return ports
}

export type Checked = { readonly code: number | null; readonly out: string; readonly complaint: string }

/** `relay check` as a program of its own, the token on its standard input. */
export function runCheck(
  url: string,
  token: string,
  environment: Record<string, string> = {},
): Promise<Checked> {
  const child = spawn(process.execPath, [resolve('relay/main.ts'), 'check', url], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let out = ''
  let complaint = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  child.stdin.end(`${token}\n`)
  return new Promise((done, reject) => {
    child.once('error', reject)
    child.once('close', (code) => done({ code, out, complaint }))
  })
}
