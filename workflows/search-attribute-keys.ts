import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { upsertSearchAttributes } from '@temporalio/workflow';

const stageKey = defineSearchAttributeKey('Stage', SearchAttributeType.KEYWORD);
const failureCodeKey = defineSearchAttributeKey('FailureCode', SearchAttributeType.KEYWORD);
const audioMinutesKey = defineSearchAttributeKey('AudioMinutes', SearchAttributeType.INT);
const costMicrosKey = defineSearchAttributeKey('CostMicros', SearchAttributeType.INT);

export function showStage(stage: string): void {
  upsertSearchAttributes([{ key: stageKey, value: stage }]);
}

export function showFailure(stage: string, code: string): void {
  upsertSearchAttributes([
    { key: stageKey, value: stage },
    { key: failureCodeKey, value: code },
  ]);
}

export function showAudioMinutes(minutes: number): void {
  upsertSearchAttributes([{ key: audioMinutesKey, value: minutes }]);
}

/** @param costMicros millionths of a US dollar */
export function showCost(costMicros: number): void {
  upsertSearchAttributes([{ key: costMicrosKey, value: costMicros }]);
}
