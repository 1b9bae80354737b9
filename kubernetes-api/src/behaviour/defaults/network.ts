// Services and network policies.
import { listOf } from '../../json/json.ts';
import { each, type Fill, fill, inside, made } from './fill.ts';

const OUTSIDE = ['NodePort', 'LoadBalancer'];
const A_WHILE = 10_800;

export const fillService: Fill = (service) => {
  const spec = inside(service, 'spec');
  if (spec === undefined) return;
  fill(spec, { type: 'ClusterIP', sessionAffinity: 'None' });
  const type = String(spec['type']);
  if (spec['sessionAffinity'] === 'None') delete spec['sessionAffinityConfig'];
  if (spec['sessionAffinity'] === 'ClientIP')
    fill(made(made(spec, 'sessionAffinityConfig'), 'clientIP'), { timeoutSeconds: A_WHILE });
  for (const port of each(spec, 'ports')) {
    fill(port, { protocol: 'TCP' });
    port['targetPort'] ||= port['port']!;
  }
  const isOutside = OUTSIDE.includes(type);
  const hasOwnAddresses = type === 'ClusterIP' && listOf(spec['externalIPs']).length > 0;
  if (isOutside || hasOwnAddresses) fill(spec, { externalTrafficPolicy: 'Cluster' });
  if (isOutside || type === 'ClusterIP') fill(spec, { internalTrafficPolicy: 'Cluster' });
  if (type === 'LoadBalancer') fill(spec, { allocateLoadBalancerNodePorts: true });
};

export const fillNetworkPolicy: Fill = (policy) => {
  const spec = inside(policy, 'spec');
  if (spec === undefined) return;
  for (const rule of [...each(spec, 'ingress'), ...each(spec, 'egress')])
    for (const port of each(rule, 'ports')) fill(port, { protocol: 'TCP' });
  if (listOf(spec['policyTypes']).length > 0) return;
  spec['policyTypes'] = listOf(spec['egress']).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
};
