using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Native;

/// <summary>How many reading processes there may be at once; who comes when it is full waits, and is refused after a while (FMT-0043).</summary>
internal sealed class ReadingRoom(int most, TimeSpan wait) : IDisposable
{
    /// <summary>Eight on a node: each may take 2 GiB, and few take a tenth of it.</summary>
    public static readonly ReadingRoom OfNode = new(8, TimeSpan.FromSeconds(30));

    private readonly SemaphoreSlim _free = new(most, most);

    /// <summary>A place, given back when it is disposed of, once.</summary>
    public IDisposable Enter() => _free.Wait(wait) ? new Place(_free) : throw new FormatFault(new Error(FormatErrors.ReadersBusy, ("most", most)));

    public void Dispose() => _free.Dispose();

    private sealed class Place(SemaphoreSlim free) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                free.Release();
            }
        }
    }
}
