using Guotu.Audit.Contracts;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;

namespace Guotu.Operations.Evidence.Checks;

/// <summary>What several checks of one run look at, read once: proving the trail takes minutes on a full node.</summary>
internal sealed class RunFacts(ITrailEvidence trail, ILoginEvidence logins)
{
    private Task<TrailFacts>? _trail;
    private Task<Result<LoginFacts>>? _logins;

    /// <summary>A new run looks anew.</summary>
    public void Renew() => (_trail, _logins) = (null, null);

    public Task<TrailFacts> TrailAsync(CancellationToken ct) => _trail ??= trail.ReadAsync(ct);

    /// <summary>Answers by the facts; where rows were changed behind the application's back nothing of them is proved.</summary>
    public async Task<CheckOutcome> OfLoginsAsync(Func<LoginFacts, CheckOutcome> judge, CancellationToken ct)
    {
        var facts = await (_logins ??= logins.ReadAsync(ct));
        return facts.Error is { } tampered ? CheckOutcome.Of(false, tampered.Text) : judge(facts.Value);
    }
}
