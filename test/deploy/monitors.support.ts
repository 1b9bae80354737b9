// The kind ServiceMonitor of the Prometheus operator, as far as the chart writes it; typed by hand after its reference.
const text = { type: 'string' };
const map = (value: object): object => ({ type: 'object', additionalProperties: value });

export const MONITORS = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'servicemonitors.monitoring.coreos.com' },
  spec: {
    group: 'monitoring.coreos.com',
    scope: 'Namespaced',
    names: { kind: 'ServiceMonitor', plural: 'servicemonitors', singular: 'servicemonitor' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            required: ['spec'],
            properties: {
              spec: {
                type: 'object',
                required: ['endpoints', 'selector'],
                properties: {
                  selector: { type: 'object', properties: { matchLabels: map(text) } },
                  endpoints: {
                    type: 'array',
                    items: { type: 'object', properties: { port: text, path: text, interval: text } },
                  },
                },
              },
            },
          },
        },
      },
    ],
  },
};
