using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.MapPublishing.Print;

/// <summary>What is to be drawn, for whom.</summary>
/// <param name="Caller">As the rights stand when it is drawn, not when it was ordered.</param>
internal sealed record PrintOrder(long Id, Caller Caller, PrintAsked Asked, Instant OrderedAt);

/// <summary>How far a drawing is: steps done of all, and what is being done.</summary>
internal sealed record PrintStep(string Name, int Done, int Total);

/// <summary>A finished drawing.</summary>
internal sealed record PrintDrawn(byte[] Bytes, IReadOnlyList<DrawnLayer> Layers);

/// <summary>A layer that went into a print; the stamp tells whether the same person would see the same of it now.</summary>
internal sealed record DrawnLayer(string Code, int Revision, string Stamp);

/// <summary>Draws an order; a port, so that the queue is tested without drawing.</summary>
internal interface IPrintDrawing
{
    Task<Result<PrintDrawn>> DrawAsync(PrintOrder order, Action<PrintStep> progress, CancellationToken ct);
}
