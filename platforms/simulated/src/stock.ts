// How many GPUs the simulated platform has, unless a test or an operator says otherwise.

/** By device name: enough for several groups of five, few enough to run out of. */
export const DEFAULT_STOCK: Readonly<Record<string, number>> = {
  'nvidia.com/AD102GL_L40S': 64,
  'nvidia.com/GA100_A100_PCIE_80GB': 32,
  'nvidia.com/H100_94GB': 16,
};
