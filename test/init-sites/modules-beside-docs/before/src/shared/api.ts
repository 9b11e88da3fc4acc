export interface ModelInfo {
	maxTokens?: number
}

// https://fir.example/quick_start/models // prices of January
export type FirId = keyof typeof firModels
export const firModels = {
	"plover-2": {
		maxTokens: 8_192,
		contextWindow: 200_000,
		supportsImages: true,
		inputPrice: 3,
		outputPrice: 15,
	},
	"plover-mini": {
		maxTokens: 8_192,
		contextWindow: 200_000,
		supportsImages: false,
		inputPrice: 0.8,
		outputPrice: 4,
	},
	"plover-1": {
		maxTokens: 4_096,
		contextWindow: 100_000,
		supportsImages: true,
		inputPrice: 0.25,
		outputPrice: 1.25,
	},
} as const satisfies Record<string, ModelInfo>

// https://oak.example/quick_start/models // prices of January
export type OakId = keyof typeof oakModels
export const oakModels = {
	"dunlin-9b": {
		maxTokens: 8_000,
		contextWindow: 128_000,
		supportsImages: false,
		inputPrice: 0.3,
		outputPrice: 1.1,
	},
	"dunlin-70b": {
		maxTokens: 8_000,
		contextWindow: 128_000,
		supportsImages: false,
		inputPrice: 0.6,
		outputPrice: 2.19,
	},
} as const satisfies Record<string, ModelInfo>
