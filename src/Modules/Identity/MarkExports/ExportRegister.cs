using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Exports;
using Guotu.Identity.Store;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.Identity.MarkExports;

/// <summary>Writes one audit record for each export and answers the mark that the export carries (导出登记).</summary>
internal sealed class ExportRegister(IUnitsOfWork units, ExportPolicies policies, IIdSource ids) : IExportRegister
{
    public const string Kind = "export.give-out";

    /// <summary>Kind of the object in the trail; its id is the number on the export.</summary>
    public const string ObjectType = "export";

    public Task<Result<ExportMark>> RegisterAsync(Caller caller, ExportAsked asked, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(asked);
        var context = new CommandContext(caller.Actor, caller.Scope, Kind) { ObjectType = asked.ObjectType, ObjectId = asked.ObjectId };
        return units.RunAsync<ExportMark>(
            context,
            async (work, token) =>
            {
                if (SubjectMustDominateLabel.Breach(caller.Clearance, asked.Label, asked.What) is { } above)
                {
                    return above;
                }

                var policy = await policies.ReadAsync(work, token);
                if (policy.Error is { } tampered)
                {
                    return tampered;
                }

                var mark = new ExportMark
                {
                    Number = ExportNumber.Of(ids.Next()),
                    Account = caller.Account,
                    Name = caller.Name,
                    Organisation = caller.OrganisationName,
                    At = work.At,
                    Label = asked.Label,
                    Shown = policy.Value.Shows(asked.Class),
                };
                work.Audit(new AuditEntry(Kind, ObjectType, mark.Number, SummaryOf(asked, mark)));
                return mark;
            },
            ct);
    }

    public async Task<Result<bool>> ShowsAsync(ExportClass kind, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return (await policies.ReadAsync(session, ct)).Map(p => p.Shows(kind));
    }

    private static string SummaryOf(ExportAsked asked, ExportMark mark) =>
        $"导出{asked.What}({asked.ObjectType} {asked.ObjectId}),密级标志 {mark.LabelName},{(asked.Class == ExportClass.Original ? "原件不加标记" : mark.Shown ? "有可见标记" : "未加可见标记")}";
}
