using Guotu.Bpmn.Definition;
using Guotu.Bpmn.Expressions;
using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Engine;

/// <summary>
/// Runs processes: state and command give a new state and events, and nothing else happens. Without clock, chance or store, the same
/// input gives the same output; a refusal changes nothing.
/// </summary>
public static class ProcessEngine
{
    /// <summary>Starts an instance of a version.</summary>
    /// <param name="variables">First values, e.g. the list of a countersign; names with a dot belong to the engine.</param>
    public static Result<Transition> Start(ProcessDefinition definition, IReadOnlyDictionary<string, FlowValue>? variables = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var walk = new Walk(definition, new ProcessInstanceState { ProcessId = definition.Id, Version = definition.Version });
        walk.Note(new ProcessStarted(definition.Id, definition.Version));
        walk.SetVariables(variables);
        var start = definition.Nodes.OfType<StartNode>().Single();
        walk.Follow(new Token(walk.NextNumber(), start.Id, [], [], 0, null), start.Id);
        return walk.Finish();
    }

    /// <summary>Applies a command. The definition must be the version that the instance was started with.</summary>
    public static Result<Transition> Apply(ProcessDefinition definition, ProcessInstanceState state, FlowCommand command)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        if (RefusalOf(definition, state, command) is { } refusal)
        {
            return refusal;
        }

        var walk = new Walk(definition, state);
        switch (command)
        {
            case OpenTask open:
                new TaskOperations(walk).Open(open);
                break;
            case CompleteTask complete:
                new TaskOperations(walk).Complete(complete);
                break;
            case ReturnTask @return:
                new TaskOperations(walk).Return(@return);
                break;
            case TransferTask transfer:
                new TaskOperations(walk).Transfer(transfer);
                break;
            case WithdrawTask withdraw:
                new Withdrawal(walk).Withdraw(withdraw);
                break;
            default:
                new ProcessOperations(walk).Run(command);
                break;
        }

        return walk.Finish();
    }

    private static Error? RefusalOf(ProcessDefinition definition, ProcessInstanceState state, FlowCommand command)
    {
        if (state.ProcessId != definition.Id || state.Version != definition.Version)
        {
            return new Error(FlowErrors.OtherVersion, ("own", Short(state.Version)), ("other", Short(definition.Version)));
        }

        if (state.HasEnded)
        {
            return new Error(FlowErrors.Ended, ("act", command.Act));
        }

        return state.Status == InstanceStatus.Suspended && command is not (ResumeProcess or CancelProcess or CompleteStep)
            ? new Error(FlowErrors.Suspended, ("act", command.Act))
            : null;
    }

    private static string Short(string version) => version.Length > 8 ? version[..8] : version;
}
