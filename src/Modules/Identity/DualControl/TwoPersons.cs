using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Identity.Store;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;

namespace Guotu.Identity.DualControl;

/// <inheritdoc cref="IDualControl"/>
internal sealed class TwoPersons(ControlRequestList list, ControlRequesting requesting, ControlDeciding deciding) : IDualControl
{
    public IReadOnlyList<ControlKindView> KindsOf(Caller caller) => list.KindsOf(caller);

    public Task<Page<ControlRequestView>> ListAsync(Caller caller, ControlFilter filter, PageRequest page, CancellationToken ct) =>
        list.ListAsync(caller, filter, page, ct);

    public Task<Result<ControlRequestView>> FindAsync(Caller caller, long requestId, CancellationToken ct) => list.FindAsync(caller, requestId, ct);

    public async Task<Result<ControlRequestView>> AskAsync(CommandContext context, Caller caller, ControlAsked asked, CancellationToken ct) =>
        ViewOf(await requesting.AskAsync(context, caller, asked, ct), caller);

    public async Task<Result<ControlRequestView>> ApproveAsync(CommandContext context, Caller caller, ControlDecision decision, CancellationToken ct) =>
        ViewOf(await deciding.ApproveAsync(context, caller, decision, ct), caller);

    public async Task<Result<ControlRequestView>> RejectAsync(CommandContext context, Caller caller, ControlDecision decision, CancellationToken ct) =>
        ViewOf(await deciding.RejectAsync(context, caller, decision, ct), caller);

    public async Task<Result<ControlRequestView>> WithdrawAsync(CommandContext context, Caller caller, long requestId, CancellationToken ct) =>
        ViewOf(await requesting.WithdrawAsync(context, requestId, ct), caller);

    private Result<ControlRequestView> ViewOf(Result<ControlRequestRow> row, Caller caller) => row.Map(r => list.ViewOf(r, caller));
}
