/** The places of the notebook before it is there: nothing moves when it comes. */
export function DaySkeleton({ loading }: { loading: string }) {
  return (
    <div
      aria-busy="true"
      className="min-h-0 flex-1 bg-paper-2 wide:grid wide:grid-cols-[264px_minmax(0,1fr)] min-[1200px]:grid-cols-[264px_minmax(0,1fr)_300px]"
    >
      <div className="hidden wide:block" />
      <div className="relative h-full border-paper-line bg-paper pt-7 pl-10 text-1 text-ink-3 before:absolute before:inset-y-0 before:left-5 before:border-l-[1.5px] before:border-margin-line wide:border-x wide:pl-[84px] wide:before:left-14">
        {loading}
      </div>
    </div>
  );
}
