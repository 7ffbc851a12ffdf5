using Guotu.Database.Work;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.Contracts;

/// <summary>
/// Labels that revisions of layers and rasters brought with them (版本的数据标记), for the act of two persons that lowers one. Whoever calls decides who may; a
/// label that is lowered counts from the next request on, because it is part of every stamp.
/// </summary>
public interface IRevisionLabels
{
    /// <summary>
    /// Newest first. Errors: <c>SYS-0002</c> where neither a layer nor a raster has the code, <see cref="LayerErrors.Damaged"/> where the record of one does not prove.
    /// </summary>
    Task<Result<IReadOnlyList<LabelledRevision>>> ListAsync(string code, CancellationToken ct);

    /// <summary>
    /// One revision, its layer locked until the unit ends, so that no delivery takes over the label meanwhile. Errors as those of the list, and
    /// <see cref="LayerErrors.Missing"/>.
    /// </summary>
    Task<Result<LabelledRevision>> FindAsync(IUnitOfWork work, string code, int number, CancellationToken ct);

    /// <summary>Gives a revision that this unit found a label which its own dominates; any other is a mistake of the caller.</summary>
    /// <exception cref="ArgumentException">The label is not below the revision's.</exception>
    Task<Result> LowerAsync(IUnitOfWork work, LabelledRevision revision, SecurityLabel label, CancellationToken ct);
}

/// <summary>A revision with the label that it carries of itself, without its layer's.</summary>
/// <param name="Code">Layer or raster.</param>
/// <param name="Name">Its Chinese name.</param>
/// <param name="Number">From 1.</param>
/// <param name="AsOf">The legal date the data speaks of.</param>
/// <param name="Label">As it stands.</param>
public sealed record LabelledRevision(string Code, string Name, int Number, DateOnly AsOf, SecurityLabel Label);
