using Guotu.Bpmn.Definition;
using Guotu.Bpmn.Expressions;
using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Engine;

/// <summary>
/// One command at work: a changeable copy of the state in which tokens move until all of them wait. The first refusal stops it and
/// the copy is thrown away.
/// </summary>
internal sealed class Walk
{
    private readonly List<FlowEvent> _events = [];
    private readonly Dictionary<string, FlowValue> _variables;
    private readonly ProcessInstanceState _before;
    private int _lastNumber;
    private string? _result;

    public Walk(ProcessDefinition definition, ProcessInstanceState state)
    {
        Definition = definition;
        _before = state;
        _lastNumber = state.LastNumber;
        _result = state.Result;
        _variables = new Dictionary<string, FlowValue>(state.Variables, StringComparer.Ordinal);
        Status = state.Status;
        Tokens = [.. state.Tokens];
        Tasks = [.. state.Tasks];
        Steps = [.. state.Steps];
        Timers = [.. state.Timers];
        Forks = [.. state.Forks];
        Completions = [.. state.Completions];
    }

    public ProcessDefinition Definition { get; }

    public List<Token> Tokens { get; }

    public List<TaskItem> Tasks { get; }

    public List<StepItem> Steps { get; }

    public List<TimerItem> Timers { get; }

    public List<ForkItem> Forks { get; }

    public List<Completion> Completions { get; }

    public InstanceStatus Status { get; set; }

    public Error? Refusal { get; private set; }

    /// <summary>Whether something happened that taking back could not undo.</summary>
    public bool IsFinal { get; set; }

    public IReadOnlyDictionary<string, FlowValue> Variables => _variables;

    private bool IsOver => Refusal is not null || Status is InstanceStatus.Completed or InstanceStatus.Cancelled;

    public int NextNumber() => ++_lastNumber;

    public void Note(FlowEvent happened) => _events.Add(happened);

    public void Refuse(Error error) => Refusal ??= error;

    /// <summary>Takes in values from outside; a name of the engine's own is a bug of the caller.</summary>
    public void SetVariables(IReadOnlyDictionary<string, FlowValue>? variables)
    {
        foreach (var (name, value) in variables ?? new Dictionary<string, FlowValue>())
        {
            if (name.Contains('.', StringComparison.Ordinal) || name == "decision")
            {
                throw new ArgumentException($"The variable {name} belongs to the engine", nameof(variables));
            }

            _variables[name] = value;
        }
    }

    public void SetOwn(string name, FlowValue value) => _variables[name] = value;

    /// <summary>Sends a token along the one way out of a node.</summary>
    public void Follow(Token token, string node) => Enter(token, Definition.Graph.Outgoing(node).Single().To);

    /// <summary>Lets a token, which rests nowhere, come to a node.</summary>
    public void Enter(Token token, string node)
    {
        if (IsOver)
        {
            return;
        }

        switch (Definition.Node(node))
        {
            case UserTaskNode task:
                TaskArrival.Enter(this, token, task);
                break;
            case ServiceTaskNode service:
                EnterService(token, service);
                break;
            case TimerNode timer:
                Tokens.Add(token with { Node = node });
                IsFinal = true;
                Schedule(token.Number, timer.Id, timer.Timer);
                break;
            case ExclusiveNode gateway:
                Choose(token, gateway);
                break;
            case ParallelNode gateway:
                ParallelArrival.Enter(this, token, gateway);
                break;
            case EndNode end:
                EnterEnd(end);
                break;
            default:
                throw new InvalidOperationException($"Nothing leads into {node}");
        }
    }

    public void Schedule(int token, string node, TimerRule rule)
    {
        var timer = new TimerItem(NextNumber(), token, node);
        Timers.Add(timer);
        Note(new TimerScheduled(timer.Number, node, rule));
    }

    /// <summary>Takes a token off the board together with everything that waits for it.</summary>
    public void Take(Token token, string reason)
    {
        Tokens.RemoveAll(t => t.Number == token.Number);
        foreach (var task in Tasks.Where(t => t.Token == token.Number && t.State == TaskState.Open).ToList())
        {
            Tasks[Tasks.IndexOf(task)] = task with { State = TaskState.Cancelled };
            Note(new TaskCancelled(task.Number, task.Node, reason));
        }

        foreach (var step in Steps.Where(s => s.Token == token.Number).ToList())
        {
            Steps.Remove(step);
            Note(new StepCancelled(step.Number, step.Node, step.Step));
        }

        foreach (var timer in Timers.Where(t => t.Token == token.Number).ToList())
        {
            Timers.Remove(timer);
            Note(new TimerCancelled(timer.Number, timer.Node));
        }
    }

    public void End(InstanceStatus status, string? end, string reason)
    {
        foreach (var token in Tokens.ToList())
        {
            Take(token, reason);
        }

        Status = status;
        Note(new ProcessEnded(status, end, _result));
    }

    public Result<Transition> Finish()
    {
        if (Refusal is not null)
        {
            return Refusal;
        }

        var live = Tokens.SelectMany(t => t.Branches).Select(b => b.Fork).ToHashSet();
        var causes = Tokens.Select(t => t.Cause).ToHashSet();
        var state = _before with
        {
            Status = Status,
            Result = _result,
            LastNumber = _lastNumber,
            Tokens = Tokens,
            Tasks = Tasks,
            Steps = Steps,
            Timers = Timers,
            Forks = Forks.Where(f => live.Contains(f.Number)).ToList(),
            Completions = Completions.Where(c => causes.Contains(c.Task)).ToList(),
            Variables = _variables,
        };
        return new Transition(state, _events);
    }

    private void EnterService(Token token, ServiceTaskNode service)
    {
        Tokens.Add(token with { Node = service.Id });
        var step = new StepItem(NextNumber(), token.Number, service.Id, service.Step);
        Steps.Add(step);
        IsFinal = true;
        Note(new StepRequested(step.Number, step.Node, step.Step));
    }

    private void Choose(Token token, ExclusiveNode gateway)
    {
        var flows = Definition.Graph.Outgoing(gateway.Id).ToList();
        foreach (var flow in flows.Where(f => f.Condition is not null && f.Id != gateway.DefaultFlow))
        {
            var holds = flow.Condition!.Holds(_variables);
            if (!holds.IsSuccess)
            {
                Refuse(holds.Error!);
                return;
            }

            if (holds.Value)
            {
                Enter(token, flow.To);
                return;
            }
        }

        Enter(token, (gateway.DefaultFlow is { } other ? flows.Single(f => f.Id == other) : flows.Single()).To);
    }

    private void EnterEnd(EndNode end)
    {
        IsFinal = true;
        _result = end.Result ?? _result;
        if (end.Terminates || Tokens.Count == 0)
        {
            End(InstanceStatus.Completed, end.Id, "流程已结束");
        }
    }
}
