using Guotu.Database.Files;
using Guotu.Geo.Formats;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Domain;
using Guotu.OneMap.LayerFiles;

namespace Guotu.OneMap.FileImports;

/// <summary>Looks at an uploaded file before anything is asked of it (识别): format, encoding, coordinate system, fields, each with its reason.</summary>
internal sealed class FileInspection(IFileStore files, LayerFileImport imports)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>What is not looked through in this time is looked through when the import runs.</summary>
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(20);

    /// <summary>What is wrong with the file is in the answer; refused only where the choices are no choices, the file is gone or it carries a secrecy mark.</summary>
    public async Task<Result<ImportInspectionView>> InspectAsync(string digest, LayerDefinition layer, ImportChoicesBody choices, CancellationToken ct)
    {
        var read = choices.Read();
        if (read.Error is { } wrong)
        {
            return wrong;
        }

        var stored = await files.OpenAsync(digest, ct);
        if (stored.Error is { } gone)
        {
            return gone;
        }

        await using var stream = stored.Value;
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(Longest);
        try
        {
            var opened = await FeatureFiles.OpenAsync(stream, read.Value, time.Token);
            return opened.Error is { } unreadable ? Unreadable(unreadable, choices) : await ConcludeAsync(opened.Value, layer, choices, time.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Unreadable(new Error(OneMapErrors.ImportStopped, ("reason", $"识别用时超过 {(int)Longest.TotalSeconds} 秒")), choices);
        }
    }

    private static ImportInspectionView Unreadable(Error error, ImportChoicesBody choices) =>
        new(null, null, null, [], null, [], [], [], [ImportProblemView.Of(error)], choices);

    /// <summary>The first secrecy mark in the names of layers and fields or in a field's value.</summary>
    private static async Task<Error?> MarkAsync(IFeatureReader reader, CancellationToken ct)
    {
        if (SecretDataMustNotComeIn.Check([.. reader.Detection.Layers, .. reader.Schema.Fields.Select(f => f.Name)]) is { } named)
        {
            return named;
        }

        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(LongestSearch);
        try
        {
            var line = 0;
            await foreach (var feature in reader.ReadAsync(time.Token))
            {
                line++;
                if (feature.IsSuccess && SecretDataMustNotComeIn.Check(line, feature.Value, reader.Schema) is { } mark)
                {
                    return mark;
                }
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // A large file: its import reads every feature before it stores one.
        }

        return null;
    }

    private async Task<Result<ImportInspectionView>> ConcludeAsync(IFeatureReader opened, LayerDefinition layer, ImportChoicesBody choices, CancellationToken ct)
    {
        await using var reader = opened;
        if (await MarkAsync(reader, ct) is { } marked)
        {
            return marked;
        }

        var (found, features) = (reader.Detection, await imports.FeaturesAsync(reader, ct));
        var unsuitable = features.Error ?? features.Value.Unsuitable();
        IEnumerable<Error> problems = found.Doubts.Length > 0 ? found.Doubts : unsuitable is { } one ? [one] : [];
        var fields = reader.Schema.Fields.Select(f => (f.Name, Target: layer.Fields.FirstOrDefault(l => l.Code == f.Name))).ToList();
        return new ImportInspectionView(
            found.Format.ChineseName(),
            found.Encoding,
            found.Crs?.Name,
            found.Layers,
            reader.Count is { } count ? (int)Math.Min(count, int.MaxValue) : null,
            [.. found.Conclusions.Select(c => new ImportConclusionView(c.Topic, c.Finding, c.Reason))],
            [.. fields.Select(f => new ImportFieldView(f.Name, f.Target?.Name, f.Target is { Mandatory: true }))],
            [.. layer.Fields.Where(l => l.Mandatory && fields.All(f => f.Target != l)).Select(l => new ImportLayerFieldView(l.Code, l.Name))],
            [.. problems.Select(ImportProblemView.Of)],
            choices);
    }
}
