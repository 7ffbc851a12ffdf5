using System.Data.Common;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.MapPublishing.Grants;

/// <summary>
/// The first grants of a node (初始授权): every role that may look at the one map sees every layer as far as its people's labels reach. Made once, when the node has roles and no policy; afterwards only the security administrator changes anything.
/// </summary>
internal sealed class DefaultGrants(IUnitsOfWork units, GrantTable table, IRoles roles, IIdSource ids)
{
    public const string Kind = "mappublishing.grant.seed";

    public async Task<Result> MakeAsync(CancellationToken ct)
    {
        var holders = (await roles.ListAsync(ct)).Where(r => r.Permissions.Contains(MapPublishingModule.ReadPermission)).ToList();
        if (holders.Count == 0)
        {
            return Result.Done;
        }

        try
        {
            return await units.RunAsync(CommandContext.Process(Kind), (work, token) => MakeAsync(work, holders, token), ct);
        }
        catch (DbException)
        {
            // Another process of the node may have made them at the same moment; anything else stays the error it is.
            if (await IsMadeAsync(ct))
            {
                return Result.Done;
            }

            throw;
        }
    }

    private async Task<bool> IsMadeAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await table.PolicyAsync(session, string.Empty, ct) is { IsSuccess: true, Value: not null };
    }

    private async Task<Result> MakeAsync(IUnitOfWork work, List<Role> holders, CancellationToken ct)
    {
        var policy = await table.PolicyAsync(work, work.Dialect.LockSuffix, ct);
        if (policy.Error is not null || policy.Value is not null)
        {
            return policy.Error is { } tampered ? tampered : Result.Done;
        }

        // Grants without a policy are what is left of one that was removed.
        if ((await table.GrantsAsync(work, null, ct)).Error is { } left)
        {
            return left;
        }

        foreach (var role in holders)
        {
            var grant = new GrantRow { GrantId = ids.Next(), RoleCode = role.Code, LayerCode = GrantRow.EveryLayer, LabelLimit = LabelScheme.Shipped.Levels[^1].Level, GrantedUtc = work.At };
            if ((await table.InsertAsync(work, grant, ct)).Error is { } refused)
            {
                return refused;
            }
        }

        work.Audit(new AuditEntry(Kind, "layer-grant", GrantRow.EveryLayer, "初始授权:" + string.Join("、", holders.Select(r => r.Name)) + " 可看全部图层"));
        return await table.CloseAsync(work, null, ct);
    }
}
