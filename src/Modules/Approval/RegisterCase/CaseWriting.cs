using System.Globalization;
using Guotu.Approval.Flow;
using Guotu.Approval.Store;
using Guotu.ComplianceReview.Contracts;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Approval.RegisterCase;

/// <summary>Writes a checked intake into the unit of work.</summary>
public sealed class CaseWriting(
    Projects projects, NumberSeries numbers, CaseSeal cases, CaseFields fields, CaseReviews reviews, ProcessLibrary library, ProcessRunner runner, CaseTowns towns, IIdSource ids, NodeSettings node)
{
    internal async Task<Result<RegisteredCase>> WriteAsync(IUnitOfWork work, Intake intake, PreparedReview prepared, CancellationToken ct)
    {
        var definition = await library.CurrentAsync(work, intake.Matter, ct);
        if (definition.Error is { } invalid)
        {
            return invalid;
        }

        var made = await RowAsync(work, intake, prepared, ct);
        if (made.Error is { } notMade)
        {
            return notMade;
        }

        var row = made.Value;
        var written = await PartsAsync(work, intake, row, prepared, ct);
        if (written.Error is { } refused)
        {
            return refused;
        }

        await cases.InsertAsync(work, row, node.County.Code, ct);
        var started = await runner.StartAsync(work, row, definition.Value, ct);
        if (started.Error is { } notStarted)
        {
            return notStarted;
        }

        await CaseStore.SaveAsync(work, row, ct);
        work.Audit(new AuditEntry("case.register", "case", Id(row.CaseId), $"收件 {row.ReceiptNumber}《{row.ProjectName}》")
        {
            After = $$"""{"receiptNumber":"{{row.ReceiptNumber}}","parcelFile":"{{row.ParcelDigest}}","materials":{{intake.Files.Count.ToString(CultureInfo.InvariantCulture)}}}""",
        });
        return new RegisteredCase(row.CaseId, row.ReceiptNumber);
    }

    private async Task<Result> PartsAsync(IUnitOfWork work, Intake intake, CaseRow row, PreparedReview prepared, CancellationToken ct)
    {
        var review = await reviews.StoreAsync(work, row, prepared, ct);
        if (review.Error is { } notReviewed)
        {
            return notReviewed;
        }

        var values = await fields.WriteAsync(work, row.CaseId, intake.Matter, intake.Values, ct);
        if (values.Error is { } notWritten)
        {
            return notWritten;
        }

        foreach (var file in intake.Files)
        {
            await MaterialStore.AddAsync(work, new NewMaterial(ids.Next(), row.CaseId, file.Code, file.File), ct);
        }

        return Result.Done;
    }

    private async Task<Result<CaseRow>> RowAsync(IUnitOfWork work, Intake intake, PreparedReview prepared, CancellationToken ct)
    {
        var values = intake.Values;
        var name = values["projectName"];
        var project = new NewProject(values.GetValueOrDefault("investmentCode"), name, values["builder"]);
        var day = work.At.LocalDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var number = await numbers.NextAsync(work, "receipt/" + day, ct);
        if (number.Error is { } noNumber)
        {
            return noNumber;
        }

        var joined = await projects.FindOrCreateAsync(work, project, ct);
        if (joined.Error is { } noProject)
        {
            return noProject;
        }

        var town = await towns.OfAsync(prepared.Verdict, work.At.LocalDate, ct);
        return new CaseRow
        {
            CaseId = intake.CaseId,
            MatterCode = intake.Matter.Code,
            MatterName = intake.Matter.Name,
            ReceiptNumber = string.Create(CultureInfo.InvariantCulture, $"SJ{node.County.Code}-{day}-{number.Value:0000}"),
            ProjectId = joined.Value,
            ProjectName = name,
            StateCode = CaseStates.Intake,
            TownName = town?.Name,
            RegionCode = town?.Code ?? node.County.RegionCode,
            ParcelDigest = intake.Command.ParcelFile.Digest,
            ParcelFile = intake.Command.ParcelFile.Name,
            ParcelAxis = intake.Command.ParcelFile.AxisWord,
            ParcelZone = intake.Command.ParcelFile.Zone,
            ParcelLayer = intake.Command.ParcelFile.Layer,
            ParcelCrs = intake.Crs,
            PromisedDays = intake.Matter.PromisedDays,
            StatutoryDays = intake.Matter.StatutoryDays,
            ExtensionDays = intake.Matter.ExtensionDays,
            ReceivedUtc = work.At,
            ReceivedBy = work.Context.Actor.UserId,
            ReceivedName = work.Context.Actor.Name,
            NoteText = intake.Command.Note,
            RowVersion = 1,
            OwnerOrgId = work.Context.Actor.OrganisationId,
        };
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
