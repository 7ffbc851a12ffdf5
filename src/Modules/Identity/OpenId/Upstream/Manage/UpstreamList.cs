using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Identity.OpenId.Upstream.Connect;
using Guotu.Identity.OpenId.Upstream.SignIn;
using Guotu.Identity.OpenId.Upstream.Store;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.Upstream.Manage;

/// <summary>What the page shows of the city's provider (市级统一登录清单).</summary>
internal sealed class UpstreamList(IUnitsOfWork units, Upstreams upstreams, Bindings bindings, UpstreamExchange exchange, UpstreamDirectory directory, NodeSettings node)
{
    public async Task<Result<UpstreamView>> ReadAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var found = await upstreams.FindAsync(session, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        var back = await exchange.ReturnAddressAsync(session, ct);
        var people = (await Accounts.AllAsync(session, ct)).ToDictionary(a => a.UserId);
        var lines = (await Bindings.AllAsync(session, ct))
            .Select(b => new BindingLine(
                people.GetValueOrDefault(b.UserId)?.AccountName ?? string.Empty, people.GetValueOrDefault(b.UserId)?.UserName ?? string.Empty, b.SubjectText, b.ReasonText, b.BoundUtc,
                bindings.IsIntact(b)))
            .OrderBy(b => b.Account, StringComparer.Ordinal)
            .ToList();
        var row = found.Value?.Row;
        return new UpstreamView(
            row is null ? null : new UpstreamBody(row.UpstreamName, row.IssuerText, row.ClientCode, null, OpenIdTerms.Words(row.AlgorithmsText), row.CountsSecond, row.IsEnabled),
            back.IsSuccess ? back.Value : null,
            node.UpstreamHosts,
            lines);
    }

    /// <summary>Asks the provider for its description and keys, and says what is wrong with them.</summary>
    public async Task<Result> CheckAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var found = await upstreams.FindAsync(session, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        if (found.Value is not { } settings)
        {
            return new Error(UpstreamErrors.NotOffered);
        }

        var described = await directory.DescribeAsync(settings.Row.IssuerText, ct);
        var keys = described.IsSuccess ? await directory.KeysAsync(described.Value.Keys, null, ct) : described.Error!;
        return keys.Error is { } away ? away : Result.Done;
    }
}

/// <summary>The city's provider with its people here.</summary>
/// <param name="Settings">Null where it was never set; the secret is never in it.</param>
/// <param name="ReturnAddress">What is registered at the city as redirect URI; null where the platform's own address is not set.</param>
/// <param name="Hosts">Hosts that the node's configuration lets it call.</param>
internal sealed record UpstreamView(UpstreamBody? Settings, string? ReturnAddress, IReadOnlyList<string> Hosts, IReadOnlyList<BindingLine> Bindings);

/// <summary>One of the city's people.</summary>
/// <param name="Intact">False where the row was altered behind the application: it lets nobody in.</param>
internal sealed record BindingLine(string Account, string Name, string Subject, string Reason, Instant BoundAt, bool Intact);
