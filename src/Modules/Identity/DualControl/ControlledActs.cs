using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.DualControl;

/// <summary>The controlled acts of the wired modules (双人复核的种类).</summary>
internal sealed class ControlledActs
{
    private readonly Dictionary<string, IControlledAct> _byCode;

    public ControlledActs(IEnumerable<IControlledAct> acts)
    {
        _byCode = acts.ToDictionary(a => a.Kind.Code, StringComparer.Ordinal);
    }

    public Result<IControlledAct> Find(string code) =>
        _byCode.TryGetValue(code, out var act) ? Result<IControlledAct>.Of(act) : new Error(KernelErrors.NotFound, ("what", "复核种类 " + code)) { Field = "kind" };

    /// <summary>For a stored request: a kind that this build does not know can be read, and not decided.</summary>
    public string TitleOf(string code) => _byCode.TryGetValue(code, out var act) ? act.Kind.Title : code;

    public IReadOnlyList<ControlledKind> Concerning(Caller caller) =>
    [
        .. _byCode.Values.Select(a => a.Kind)
            .Where(k => ControlRights.MayAsk(caller, k) || ControlRights.MayConfirm(caller, k))
            .OrderBy(k => k.Code, StringComparer.Ordinal),
    ];
}
