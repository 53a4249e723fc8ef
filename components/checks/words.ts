/** The words of what tasks gained with the cluster; those of a task itself are in components/words. */
export const checksWords = {
  en: {
    starting: 'The cluster is starting…',
    predict: 'Before you apply: what will happen?',
    predicted: 'Kept. Now do it, and see.',
    wasRight: 'You predicted it.',
    wasWrong: 'You predicted “{text}”.',
    seen: 'A hint to what your cluster shows',
  },
  ko: {
    starting: '클러스터를 시작하고 있어요…',
    predict: '적용하기 전에: 어떻게 될까요?',
    predicted: '기억해 둘게요. 이제 해 보고 확인하세요.',
    wasRight: '예상이 맞았어요.',
    wasWrong: '예상한 답: “{text}”.',
    seen: '지금 클러스터에서 보이는 것에 대한 힌트',
  },
};
