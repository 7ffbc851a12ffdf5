using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats;

/// <summary>Reads a file on another thread while what was read is worked on (边读边算).</summary>
public static class ReadingAhead
{
    private const int MostFeatures = 256;
    private const int MostPositions = 16_384;
    private const int MostBatches = 4;

    /// <summary>
    /// The features of the reader in the same order and to the same end, some thousand features or some ten thousand positions read ahead at most. Who stops early
    /// stops the reading; the reader is free again when the enumeration has ended.
    /// </summary>
    public static async IAsyncEnumerable<Result<Feature>> ReadAheadAsync(this IFeatureReader reader, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(reader);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var batches = Channel.CreateBounded<List<Result<Feature>>>(new BoundedChannelOptions(MostBatches) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => FillAsync(reader, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(ct))
            {
                foreach (var feature in batch)
                {
                    yield return feature;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            // What ended it has gone through the channel.
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Whatever ends the reading ends the channel, and so reaches who reads from it.</summary>
    private static async Task FillAsync(IFeatureReader reader, ChannelWriter<List<Result<Feature>>> batches, CancellationToken ct)
    {
        try
        {
            var (batch, positions) = (new List<Result<Feature>>(MostFeatures), 0L);
            await foreach (var feature in reader.ReadAsync(ct))
            {
                batch.Add(feature);
                positions += feature.IsSuccess ? feature.Value.Geometry?.NumPoints ?? 0 : 0;
                if (batch.Count == MostFeatures || positions >= MostPositions)
                {
                    await batches.WriteAsync(batch, ct);
                    (batch, positions) = (new List<Result<Feature>>(MostFeatures), 0);
                }
            }

            await batches.WriteAsync(batch, ct);
            batches.Complete();
        }
        catch (Exception failure)
        {
            batches.Complete(failure);
            throw;
        }
    }
}
