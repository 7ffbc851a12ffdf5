using System.IO.Compression;
using System.Text;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Archives;

/// <summary>Packs a file whose format has no place for remarks into a zip with the text beside it (数据与说明打包); the platform reads the zip as it reads the file.</summary>
internal sealed class CompanionZip : IFeatureWriter
{
    /// <summary>The same content gives the same archive.</summary>
    private static readonly DateTimeOffset Time = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _zip;
    private readonly Stream _entry;
    private readonly IFeatureWriter _inner;
    private readonly CompanionText _companion;
    private bool _isClosed;

    private CompanionZip(ZipArchive zip, Stream entry, IFeatureWriter inner, CompanionText companion) => (_zip, _entry, _inner, _companion) = (zip, entry, inner, companion);

    public static Result<IFeatureWriter> Create(FileFormat format, WritePlan plan, Stream target)
    {
        var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        var entry = Open(zip, Safe(plan.Schema.Name) + format.Extension());
        var inner = FeatureFiles.Create(format, plan with { Companion = null, SchemaFile = Safe(plan.Schema.Name) + ".xsd" }, entry);
        if (inner.Error is { } unable)
        {
            entry.Dispose();
            zip.Dispose();
            return unable;
        }

        return new CompanionZip(zip, entry, inner.Value, plan.Companion!);
    }

    /// <summary>Adds the text to the zip of a format that is one.</summary>
    public static async Task AddAsync(ZipArchive zip, CompanionText? companion, CancellationToken ct)
    {
        if (companion is not null)
        {
            await using var entry = Open(zip, companion.Name);
            await entry.WriteAsync(Encoding.UTF8.GetBytes("\uFEFF" + companion.Text), ct);
        }
    }

    public Task<Result> WriteAsync(Feature feature, CancellationToken ct) => _inner.WriteAsync(feature, ct);

    public async Task<Result<WriteReport>> CompleteAsync(CancellationToken ct)
    {
        var report = await _inner.CompleteAsync(ct);
        await CloseAsync();
        if (report.IsSuccess && report.Value.Beside is { } beside)
        {
            await using var entry = Open(_zip, beside.Name);
            await entry.WriteAsync(beside.Content, ct);
        }

        await AddAsync(_zip, _companion, ct);
        _zip.Dispose();
        return report;
    }

    /// <summary>Also of what was not completed; what was is closed already.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isClosed)
        {
            await CloseAsync();
        }

        _zip.Dispose();
    }

    private async Task CloseAsync()
    {
        _isClosed = true;
        await _inner.DisposeAsync();
        await _entry.DisposeAsync();
    }

    private static Stream Open(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = Time;
        return entry.Open();
    }

    private static string Safe(string name)
    {
        var safe = string.Concat(name.Where(c => char.IsLetterOrDigit(c) || c is '_' or '-'));
        return safe.Length == 0 ? "layer" : safe.Length > 60 ? safe[..60] : safe;
    }
}
