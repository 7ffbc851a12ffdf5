using Guotu.Approval.Store;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Approval.RunSteps;

/// <summary>
/// A durable step after the decision (持久步骤). It runs in the unit of work that ends its message, so its rows happen once; a file it
/// writes may be written again and has the same content then.
/// </summary>
internal interface ICaseStep
{
    /// <summary>Word of <c>guotu:step name</c>.</summary>
    string Key { get; }

    /// <summary>One Chinese sentence on what was made. An error puts the step off; it is tried again.</summary>
    Task<Result<string>> RunAsync(IUnitOfWork work, CaseRow row, CancellationToken ct);
}

/// <summary>A step could not be done now; the outbox tries again and keeps this text.</summary>
public sealed class StepPutOffException(string step, Error error) : Exception($"Step {step} was put off: {error}");
