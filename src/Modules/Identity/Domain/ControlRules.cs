using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Domain;

/// <summary>复核人不是申请人,也不是所涉的人.</summary>
internal static class NoOneConfirmsTheirOwn
{
    public static Error? Breach(ControlRequestRow request, long userId) =>
        request.AskedBy == userId ? new Error(ControlErrors.NotTheSecondPerson, ("reason", "这是你自己的申请"))
        : request.PersonId == userId ? new Error(ControlErrors.NotTheSecondPerson, ("reason", "这份申请办的是你自己的账号"))
        : null;
}

/// <summary>只有待复核、未过期的申请可以办理.</summary>
internal static class RequestMustBeOpen
{
    public static Error? Breach(ControlRequestRow request, Instant now) => ShownState(request, now) switch
    {
        ControlStates.Open => null,
        ControlStates.Expired => Closed("已过期"),
        ControlStates.Rejected => Closed("已驳回"),
        ControlStates.Withdrawn => Closed("已撤回"),
        ControlStates.Approved => Closed("已批准"),
        _ => Closed("已执行"),
    };

    public static string ShownState(ControlRequestRow request, Instant now) => request.StateCode switch
    {
        StoredState.Open => now >= request.ExpiresUtc ? ControlStates.Expired : ControlStates.Open,
        StoredState.Approved => ControlStates.Approved,
        StoredState.Done => ControlStates.Done,
        StoredState.Rejected => ControlStates.Rejected,
        _ => ControlStates.Withdrawn,
    };

    private static Error Closed(string state) => new(ControlErrors.RequestClosed, ("state", state));
}

/// <summary>申请、驳回要写理由.</summary>
internal static class ReasonMustBeGiven
{
    private const int Shortest = 4;
    private const int Longest = 500;

    public static Error? Breach(string field, string title, string text) => text.Trim().Length is < Shortest or > Longest || text.Any(c => char.IsControl(c) && c != '\n')
        ? new Error(KernelErrors.FieldInvalid, ("field", title), ("reason", $"要写 {Shortest} 到 {Longest} 个字")) { Field = field }
        : null;
}

/// <summary>Who may ask for and who may confirm a kind (复核权限).</summary>
internal static class ControlRights
{
    public static bool MayAsk(Caller caller, ControlledKind kind) => caller.May(kind.AskedBy);

    public static bool MayConfirm(Caller caller, ControlledKind kind) => kind.ConfirmedBy.Any(caller.May);
}
