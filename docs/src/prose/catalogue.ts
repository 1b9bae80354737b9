// Which files of the repository become pages, in which order and under which names.
import { LANGUAGES, twinPath } from '../site.ts';
import type { Document } from './document.ts';

/** A document without its text. */
export type Entry = Omit<Document, 'text'>;

const guide = (path: string, file: string, rest: Partial<Entry> = {}): Entry => ({
  path: `guides/${path}`,
  file,
  section: 'guides',
  group: '',
  language: 'en',
  ...rest,
});

const french = (name: string, rest: Partial<Entry> = {}): Entry =>
  guide(name, `docs/guides/fr/${name}.md`, { path: `fr/guides/${name}`, language: 'fr', ...rest });

/** Guides, each with a test of what it says. */
export const GUIDES: readonly Entry[] = [
  guide('first-cluster', 'docs/guides/first-cluster.md', {
    keywords: ['quickstart', 'getting started', 'tutorial', 'curl', 'hikube'],
  }),
  guide('production', 'docs/guides/production.md', {
    keywords: ['production', 'high availability', 'topology', 'maintenance window', 'deletion protection'],
  }),
  guide('upgrade', 'docs/guides/upgrade.md', {
    keywords: [
      'upgrade',
      'Kubernetes version',
      'patch',
      'rollback',
      'downgrade',
      'pause',
      'maintenance window',
    ],
  }),
  guide('gpu', 'docs/guides/gpu.md', {
    keywords: ['GPU', 'NVIDIA', 'CUDA', 'nvidia.com/gpu', 'L40S', 'A100', 'H100', 'machine learning'],
  }),
  guide('certificates', 'docs/guides/certificates.md', {
    shortTitle: 'Certificates',
    keywords: ['TLS', 'cert-manager', "Let's Encrypt", 'private CA', 'ClusterIssuer', 'HTTPS'],
  }),
  guide('gitops', 'docs/guides/gitops.md', {
    keywords: ['GitOps', 'Flux', 'CI', 'pipeline', 'GitLab', 'GitHub Actions', 'drift'],
  }),
  guide('move-in', 'docs/guides/move-in.md', {
    keywords: [
      'migration',
      'import',
      'kubectl_manifest',
      'cozystack_kubernetes',
      'GKE',
      'EKS',
      'AKS',
      'YAML',
    ],
  }),
  guide('testing', 'emulator/README.md', {
    shortTitle: 'Test with the emulator',
    keywords: ['emulator', 'test', 'fake', 'mock', 'vitest', 'msw', 'virtual time', 'offline'],
    without: ['Inside'],
  }),
  guide('backup', 'docs/guides/backup.md', {
    keywords: ['backup', 'restore', 'Velero', 'disaster recovery', 'retained volumes'],
  }),
  guide('outages', 'docs/guides/outages.md', {
    keywords: ['outage', 'site down', 'node down', 'unavailable', 'doctor', 'disaster'],
  }),
  guide('security', 'docs/guides/security.md', {
    keywords: ['tokens', 'scopes', 'kubeconfig', 'roles', 'secrets', 'revoke', 'access', 'NetworkPolicy'],
  }),
  guide('direct', 'docs/guides/direct.md', {
    keywords: ['Cozystack', 'tenant', 'kubeconfig', 'KUBECONFIG', 'import', 'without a service'],
  }),
  guide('walk-through', 'docs/guides/walk-through.md', {
    keywords: ['curl', 'tutorial'],
  }),
  guide('operate', 'docs/guides/operate.md', {
    group: 'Operators',
    keywords: ['systemd', 'container', 'Docker', 'run', 'self-host', 'logs', 'health', 'backup'],
  }),
  guide('deploy', 'docs/guides/deploy.md', {
    group: 'Operators',
    keywords: [
      'Helm',
      'chart',
      'Kubernetes',
      'image',
      'CloudNativePG',
      'PostgreSQL',
      'replicas',
      'RBAC',
      'upgrade',
    ],
  }),
  guide('run-on-cozystack', 'docs/guides/run-on-cozystack.md', {
    group: 'Operators',
    keywords: ['Cozystack', 'tenant', 'kubeconfig'],
  }),
  french('first-cluster', { keywords: ['démarrage', 'tutoriel', 'curl', 'hikube'] }),
  french('production', {
    keywords: ['haute disponibilité', 'fenêtre de maintenance', 'protection contre la suppression'],
  }),
  french('upgrade', {
    keywords: ['mise à niveau', 'version de Kubernetes', 'correctif', 'retour en arrière', 'pause'],
  }),
  french('gpu', {
    keywords: ['GPU', 'NVIDIA', 'CUDA', 'nvidia.com/gpu', 'carte', 'L40S', 'A100', 'H100', 'apprentissage'],
  }),
  french('certificates', {
    shortTitle: 'Certificats',
    keywords: ['TLS', 'HTTPS', 'cert-manager', 'ClusterIssuer', 'autorité de certification'],
  }),
  french('gitops', {
    keywords: ['GitOps', 'Flux', 'CI', 'pipeline', 'GitLab', 'GitHub Actions', 'dérive', 'écart'],
  }),
  french('move-in', {
    keywords: [
      ...['migration', 'migrer', 'import', 'kubectl_manifest', 'cozystack_kubernetes'],
      ...['GKE', 'EKS', 'AKS', 'YAML'],
    ],
  }),
  french('testing', {
    shortTitle: 'Tester avec l’émulateur',
    keywords: ['émulateur', 'test', 'vitest', 'msw', 'temps virtuel', 'hors ligne'],
  }),
  french('backup', {
    keywords: ['sauvegarde', 'restauration', 'Velero', 'reprise après sinistre', 'volumes gardés'],
  }),
  french('outages', {
    keywords: ['panne', 'site en panne', 'nœud en panne', 'indisponible', 'doctor', 'incident'],
  }),
  french('security', {
    keywords: ['jetons', 'portées', 'kubeconfig', 'rôles', 'secrets', 'révoquer', 'accès', 'NetworkPolicy'],
  }),
  french('direct', { keywords: ['Cozystack', 'tenant', 'kubeconfig', 'KUBECONFIG', 'sans service'] }),
  french('walk-through', { keywords: ['curl', 'tutoriel'] }),
  french('operate', {
    group: 'Exploitation',
    keywords: ['systemd', 'conteneur', 'Docker', 'auto-hébergement', 'journal', 'santé', 'sauvegarde'],
  }),
  french('deploy', {
    group: 'Exploitation',
    keywords: [
      ...['Helm', 'chart', 'Kubernetes', 'image', 'CloudNativePG', 'PostgreSQL', 'réplicas', 'RBAC'],
      'mise à niveau',
    ],
  }),
  french('run-on-cozystack', { group: 'Exploitation', keywords: ['Cozystack', 'tenant', 'kubeconfig'] }),
];

/** Pages beside the reference that people write. */
export const READMES: readonly Entry[] = [
  {
    path: 'cli/index',
    file: 'cli/README.md',
    section: 'cli',
    group: '',
    language: 'en',
    shortTitle: 'Command line',
    keywords: [
      'hikube',
      'command line',
      'terminal',
      'exit codes',
      '--no-wait',
      '--preview',
      'HIKUBE_CONTEXT',
    ],
    without: ['How to add a command', 'Inside'],
  },
  {
    path: 'api/growing',
    file: 'openapi/growing.md',
    section: 'api',
    group: '',
    language: 'en',
    keywords: ['breaking change', 'deprecation', 'sunset', 'versioning', 'compatibility'],
  },
  {
    path: 'sdk/index',
    file: 'sdk/README.md',
    section: 'sdk',
    group: '',
    language: 'en',
    shortTitle: 'Overview',
    keywords: ['TypeScript', 'JavaScript', 'client', 'retries', 'HIKUBE_TOKEN'],
  },
  {
    path: 'constructs/index',
    file: 'cdktf-provider/README.md',
    section: 'constructs',
    group: '',
    language: 'en',
    shortTitle: 'Overview',
    keywords: ['CDKTF', 'CDK Terrain', 'cdktn', 'constructs'],
  },
];

const CONCEPTS = ['architecture', 'sites', 'operations', 'ownership'];

/** Concepts, in each language. */
export const CONCEPT_ENTRIES: readonly Entry[] = LANGUAGES.flatMap((language) =>
  CONCEPTS.map(
    (name): Entry => ({
      path: twinPath(`concepts/${name}`, language),
      file: `docs/content/concepts/${twinPath(name, language)}.md`,
      section: 'concepts',
      group: '',
      language,
    }),
  ),
);
