using Guotu.Crypto.Merkle;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Parcels;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;
using Guotu.Testing.Fuzzing;

namespace Guotu.Geo.Formats.Tests.Fuzzing;

/// <summary>The readers as they are fed, each in a folder of its own thread.</summary>
internal sealed class Readers : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-fuzz-").FullName;
    private long _read;

    /// <summary>Bent files that were still read to their end: what is bent too much tests only the door.</summary>
    public long Read => Interlocked.Read(ref _read);

    public static string? Complaint(Error? error) => error is null || (error.Text.Length > 0 && error.WayOut.Length > 0) ? null : $"a refusal without text: {error.Code.Value}";

    /// <summary>Every value of every feature, and once more from the beginning.</summary>
    public async Task<string?> FeaturesAsync(FuzzFile file)
    {
        var opened = await FeatureFiles.OpenAsync(Written(file), new ReadChoices { Layer = null }, CancellationToken.None);
        if (opened.Error is { } refused)
        {
            return Complaint(refused);
        }

        await using var reader = opened.Value;
        Error? error = null;
        await foreach (var feature in reader.ReadAsync(CancellationToken.None))
        {
            error = feature.Error;
            if (feature.IsSuccess && feature.Value.Values.Count != reader.Schema.Fields.Count)
            {
                return "values and fields differ in number";
            }
        }

        Count(error);
        return Complaint(error) ?? reader.Warnings.Concat(reader.Detection.Doubts).Select(Complaint).FirstOrDefault(c => c is not null);
    }

    public async Task<string?> ParcelsAsync(FuzzFile file)
    {
        var options = new CoordinateTextOptions { RequiredZone = null, ConfirmedZone = file.Parts[0].Content.Length % 2 == 0 ? GaussKrugerZone.ThreeDegree(36) : null };
        return Complaint(Count((await ParcelFile.ReadAsync(Written(file), options, CancellationToken.None)).Error));
    }

    public static async Task<string?> CoordinateTextAsync(FuzzFile file)
    {
        using var stream = new MemoryStream(file.Parts[0].Content, writable: false);
        var read = await CoordinateTextReader.ReadAsync(stream, new CoordinateTextOptions(), CancellationToken.None);
        return Complaint(read.Error) ?? (read.IsSuccess ? read.Value.Warnings.Select(Complaint).FirstOrDefault(c => c is not null) : null);
    }

    /// <summary>What is read is written again as the same bytes read again.</summary>
    public static Task<string?> GridWkbAsync(FuzzFile file)
    {
        var read = GridWkb.Read(file.Parts[0].Content);
        var same = !read.IsSuccess || GridWkb.Read(GridWkb.Write(read.Value)).Value.Normalized().Equals(read.Value.Normalized());
        return Task.FromResult(Complaint(read.Error) ?? (same ? null : "another figure when written again"));
    }

    /// <summary>A file bent as it lies: its digests must find it out.</summary>
    public Task<string?> SnapshotAsync(FuzzFile file, SnapshotContent sound)
    {
        var opened = Snapshot.Open(Written(file), sound.Name);
        if (opened.Error is { } refused)
        {
            return Task.FromResult(Complaint(refused));
        }

        using var snapshot = opened.Value;
        return Task.FromResult(Walk(snapshot));
    }

    /// <summary>Bent blocks under digests that fit them: what is inside must not be believed either.</summary>
    public Task<string?> BlocksAsync(FuzzFile file)
    {
        ReadOnlyMemory<byte>[] blocks = [.. file.Parts.Select(p => (ReadOnlyMemory<byte>)p.Content)];
        var content = new SnapshotContent(MerkleTree.Of(blocks.Select(b => MerkleTree.Leaf(b.Span))).Root, blocks);
        var path = Path.Combine(Own(), "blocks");
        Snapshot.Save(content, path);
        var opened = Snapshot.Open(path, content.Name);
        if (opened.Error is { } refused)
        {
            return Task.FromResult(Complaint(refused));
        }

        using var snapshot = opened.Value;
        return Task.FromResult(Walk(snapshot));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string? Walk(Snapshot snapshot)
    {
        var errors = Enumerable.Range(0, snapshot.BlockCount).Select(b => snapshot.ReadBlock(b).Error)
            .Append(snapshot.Query(snapshot.Envelope).Error)
            .Append(snapshot.Find(5).Error)
            .Append(snapshot.Verify(CancellationToken.None).Error);
        return errors.Select(Complaint).FirstOrDefault(c => c is not null);
    }

    private Error? Count(Error? error)
    {
        Interlocked.Add(ref _read, error is null ? 1 : 0);
        return error;
    }

    private string Own() => Directory.CreateDirectory(Path.Combine(_folder, Environment.CurrentManagedThreadId.ToString(System.Globalization.CultureInfo.InvariantCulture))).FullName;

    private string Written(FuzzFile file)
    {
        var own = Own();
        foreach (var old in Directory.EnumerateFiles(own))
        {
            File.Delete(old);
        }

        foreach (var (name, content) in file.Parts)
        {
            File.WriteAllBytes(Path.Combine(own, name), content);
        }

        var main = file.Parts.FirstOrDefault(p => p.Name.EndsWith(".shp", StringComparison.Ordinal)).Name ?? file.Parts[0].Name;
        return Path.Combine(own, main);
    }
}
