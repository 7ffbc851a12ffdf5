using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Contracts;
using Guotu.Identity.OpenId.Upstream.Connect;
using Guotu.Identity.OpenId.Upstream.SignIn;
using Guotu.Identity.OpenId.Upstream.Store;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;

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
    public async Task<Result<UpstreamFound>> TryAsync(CancellationToken ct)
    {
        var found = await SettingsAsync(ct);
        if (found.Error is not null || found.Value is null)
        {
            return found.Error ?? new Error(UpstreamErrors.NotOffered);
        }

        directory.Forget();
        var issuer = found.Value.Row.IssuerText;
        var described = await directory.DescribeAsync(issuer, ct);
        var keys = described.IsSuccess ? await directory.KeysAsync(described.Value.Keys, null, ct) : described.Error!;
        return keys.Map(all => new UpstreamFound(
            issuer, described.Value.Authorize, described.Value.Token, [.. all.Select(k => new UpstreamKey(string.IsNullOrEmpty(k.Kid) ? null : k.Kid, k.Kty, k.KeySize))]));
    }

    /// <summary>No connection is held over what the city is asked.</summary>
    private async Task<Result<UpstreamSettings?>> SettingsAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await upstreams.FindAsync(session, ct);
    }
}
