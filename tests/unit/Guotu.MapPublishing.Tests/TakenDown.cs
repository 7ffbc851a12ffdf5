using Guotu.Hosting.Callers;
using Guotu.Hosting.Exports;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.MapPublishing.Tests;

/// <summary>A register of exports without a trail.</summary>
internal sealed class TakenDown : IExportRegister
{
    public List<ExportAsked> Asked { get; } = [];

    /// <summary>Of pictures; prints are always marked here.</summary>
    public bool MarksPictures { get; set; }

    public Task<Result<ExportMark>> RegisterAsync(Caller caller, ExportAsked asked, CancellationToken ct)
    {
        if (SubjectMustDominateLabel.Breach(caller.Clearance, asked.Label, asked.What) is { } above)
        {
            return Task.FromResult(Result<ExportMark>.Refused(above));
        }

        Asked.Add(asked);
        return Task.FromResult(Result<ExportMark>.Of(new ExportMark
        {
            Number = ExportNumber.Of(4711),
            Account = caller.Account,
            Name = caller.Name,
            Organisation = caller.OrganisationName,
            At = Instant.Parse("2026-03-02T01:00:00.000000Z"),
            Label = asked.Label,
            Shown = asked.Class != ExportClass.Picture || MarksPictures,
        }));
    }

    public Task<Result<bool>> ShowsAsync(ExportClass kind, CancellationToken ct) => Task.FromResult(Result<bool>.Of(kind != ExportClass.Picture || MarksPictures));
}
