using Guotu.Hosting.Callers;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.Hosting.Exports;

/// <summary>
/// Takes down each export before anything is given out (导出登记): one audit record with a number, in a transaction of its own. Where it cannot be
/// written nothing is given. Implemented by the Identity module, which also holds the county's choice of what is marked visibly.
/// </summary>
public interface IExportRegister
{
    /// <summary><see cref="LabelErrors.NotCleared"/> where what is asked for is above the person's label; the refusal is recorded too.</summary>
    Task<Result<ExportMark>> RegisterAsync(Caller caller, ExportAsked asked, CancellationToken ct);

    /// <summary>Whether a class is marked visibly, for what is too frequent to be recorded where it is not.</summary>
    Task<Result<bool>> ShowsAsync(ExportClass kind, CancellationToken ct);
}

/// <summary>What somebody wants to take out.</summary>
/// <param name="Class">How it can be marked.</param>
/// <param name="ObjectType">Kind of the object in the trail, such as <c>review</c>.</param>
/// <param name="ObjectId">Its id or code.</param>
/// <param name="What">Chinese name for the auditor, such as 合规审查报告; no personal data.</param>
/// <param name="Label">The join of the labels of all that is in it.</param>
public sealed record ExportAsked(ExportClass Class, string ObjectType, string ObjectId, string What, SecurityLabel Label);
