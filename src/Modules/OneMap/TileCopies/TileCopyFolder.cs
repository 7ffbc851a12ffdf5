using System.Collections.Concurrent;
using Guotu.Crypto;
using Guotu.Geo.Snapshots;
using Guotu.Geo.TileCopies;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Logging;

namespace Guotu.OneMap.TileCopies;

/// <summary>
/// Tile copies of the node (瓦片副本文件夹), one a layer and the one before it, named by layer and snapshot. One that is missing or damaged is made again
/// in the background, over the copy of the revision before where that is at hand; meanwhile, and where it cannot be made, tiles are made of the
/// snapshot itself. What cannot be made, whatever the reason, is tried again a minute later: nobody waits for it meanwhile, and nothing has to be
/// started anew once the reason is gone. Nothing is ever lost with this folder.
/// </summary>
internal sealed class TileCopyFolder(NodeSettings node, ITileCopyDerivation derivation, IClock clock, ILogger<TileCopyFolder>? log = null) : IDisposable
{
    internal const string Extension = ".tiles";
    private const string Passing = ".partial";
    private const long MostKeptBytes = 384L << 20;

    /// <summary>Copies of a layer that stay on the disk.</summary>
    private const int MostOfLayer = 2;

    /// <summary>Snapshots that are remembered; copies of more are opened again.</summary>
    private const int MostOpen = 96;

    /// <summary>How long what could not be made is left alone.</summary>
    internal static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(1);

    private static readonly Task<OpenCopy?> NoCopy = Task.FromResult<OpenCopy?>(null);
    private static readonly TimeSpan LongestEnding = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Sm3Digest, Lazy<Task<OpenCopy?>>> _copies = new();
    private readonly ConcurrentDictionary<Sm3Digest, Instant> _leftAloneUntil = new();

    /// <summary>Snapshots whose copy was damaged: the one before may have brought it, and is not built upon again.</summary>
    private readonly ConcurrentDictionary<Sm3Digest, bool> _damaged = new();
    private readonly TileChunks _chunks = new(MostKeptBytes);
    private readonly SemaphoreSlim _one = new(1);
    private readonly CancellationTokenSource _ending = new();

    private string Folder => FolderOf(node);

    /// <summary>Where the copies of a node lie.</summary>
    public static string FolderOf(NodeSettings node) => Path.Combine(node.SnapshotFolder, "tiles");

    /// <summary>The copy of a snapshot by a plan: at hand, or on its way; null in the end where it cannot be made, and at once where it could not just now.</summary>
    public Task<OpenCopy?> Of(Snapshot snapshot, TileCopyPlan plan)
    {
        if (_leftAloneUntil.TryGetValue(snapshot.Name, out var until))
        {
            if (clock.Now < until)
            {
                return NoCopy;
            }

            _leftAloneUntil.TryRemove(snapshot.Name, out _);
        }

        if (_copies.Count >= MostOpen && !_copies.ContainsKey(snapshot.Name))
        {
            // Readers may still hold them: their handles close when no one does.
            _copies.Clear();
        }

        return _copies.GetOrAdd(snapshot.Name, _ => new Lazy<Task<OpenCopy?>>(() =>
            AtHand(snapshot, plan) is { } ready ? Task.FromResult<OpenCopy?>(ready) : Task.Run(() => MakeAsync(snapshot, plan)))).Value;
    }

    private OpenCopy? AtHand(Snapshot snapshot, TileCopyPlan plan)
    {
        try
        {
            return Opened(snapshot, plan);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // Making it says why, where it fails again.
            return null;
        }
    }

    /// <summary>The copy of a snapshot that somebody asked for before, otherwise nothing.</summary>
    public Task<OpenCopy?> AskedFor(Snapshot snapshot) =>
        _copies.TryGetValue(snapshot.Name, out var found) && found is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? found.Value : NoCopy;

    /// <summary>Gives up a damaged copy; the next one who asks has it made again, whole.</summary>
    public void Discard(OpenCopy damaged)
    {
        if (!damaged.GiveUp())
        {
            return;
        }

        _damaged[damaged.Copy.Snapshot] = true;
        _copies.TryRemove(damaged.Copy.Snapshot, out _);
        try
        {
            File.Delete(PathOf(damaged.Copy.Layer, damaged.Copy.Snapshot));
            log?.CopyDiscarded(damaged.Copy.Layer);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It would be opened again at once.
            LeaveAlone(damaged.Copy.Snapshot);
            log?.CopyNotMade(damaged.Copy.Layer, fault.Message);
        }
    }

    private void LeaveAlone(Sm3Digest snapshot)
    {
        _leftAloneUntil[snapshot] = clock.Now.Plus(BetweenTries);
        _copies.TryRemove(snapshot, out _);
    }

    /// <summary>Waits for what is being made: it stops at its next cluster.</summary>
    public void Dispose()
    {
        _ending.Cancel();
        _one.Wait(LongestEnding);
        _ending.Dispose();
    }

    private string PathOf(string layer, Sm3Digest snapshot) => Path.Combine(Folder, $"{layer}-{snapshot}{Extension}");

    private OpenCopy? Opened(Snapshot snapshot, TileCopyPlan plan)
    {
        var opened = TileCopy.Open(PathOf(snapshot.Description.Layer, snapshot.Name), snapshot.Name, _chunks);
        return opened.IsSuccess && plan.IsMetBy(opened.Value) ? new OpenCopy(opened.Value) : null;
    }

    private async Task<OpenCopy?> MakeAsync(Snapshot snapshot, TileCopyPlan plan)
    {
        await _one.WaitAsync(CancellationToken.None);
        OpenCopy? made = null;
        try
        {
            return made = _ending.IsCancellationRequested ? null : ReadyOrMade(snapshot, plan);
        }
        catch (OperationCanceledException)
        {
            // The node ends.
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // Tiles are then made of the snapshot itself: slower, and the same.
            _damaged[snapshot.Name] = true;
            log?.CopyNotMade(snapshot.Description.Layer, fault.Message);
            return null;
        }
        finally
        {
            if (made is null)
            {
                LeaveAlone(snapshot.Name);
            }

            _one.Release();
        }
    }

    /// <summary>Another process may have made it meanwhile; a file that is none is made anew.</summary>
    private OpenCopy? ReadyOrMade(Snapshot snapshot, TileCopyPlan plan) => AtHand(snapshot, plan) ?? Made(snapshot, plan);

    private OpenCopy? Made(Snapshot snapshot, TileCopyPlan plan)
    {
        Directory.CreateDirectory(Folder);
        Sweep();
        var layer = snapshot.Description.Layer;
        var built = derivation.Build(snapshot, plan, PathOf(layer, snapshot.Name), _damaged.ContainsKey(snapshot.Name) ? null : Before(snapshot, plan), _ending.Token);
        if (built.Error is { } refused)
        {
            log?.CopyNotMade(layer, refused.Text);
            return null;
        }

        foreach (var old in Newest(layer).Skip(MostOfLayer))
        {
            old.Delete();
        }

        _damaged.TryRemove(snapshot.Name, out _);
        return Opened(snapshot, plan);
    }

    /// <summary>The last copy of the layer, to take over what did not change.</summary>
    private TileCopy? Before(Snapshot snapshot, TileCopyPlan plan)
    {
        foreach (var file in Newest(snapshot.Description.Layer))
        {
            var name = file.Name[(snapshot.Description.Layer.Length + 1)..^Extension.Length];
            if (Sm3Digest.TryParse(name, out var other) && other != snapshot.Name && TileCopy.Open(file.FullName, other, _chunks) is { IsSuccess: true } opened && plan.IsMetBy(opened.Value))
            {
                return opened.Value;
            }
        }

        return null;
    }

    private List<FileInfo> Newest(string layer) => [.. new DirectoryInfo(Folder).EnumerateFiles(layer + "-*" + Extension).OrderByDescending(f => f.LastWriteTimeUtc)];

    /// <summary>Ends files that a process left unfinished; those still being written are locked.</summary>
    private void Sweep()
    {
        foreach (var left in Directory.EnumerateFiles(Folder, "*" + Passing))
        {
            try
            {
                new FileStream(left, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
            }
            catch (IOException)
            {
                // Someone writes it.
                continue;
            }
        }
    }
}

internal static partial class TileCopyLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The tile copy of layer {Layer} could not be made ({Reason}): its tiles are made of the snapshot, which is slower")]
    public static partial void CopyNotMade(this ILogger log, string layer, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tile copy of layer {Layer} was damaged and is made again")]
    public static partial void CopyDiscarded(this ILogger log, string layer);
}
