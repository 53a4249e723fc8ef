/** Something of minikube's that a learner turns on and off: an addon, the tunnel. */
export interface Switch {
  isOn(): boolean;
  /** Called after it is turned. Answers how to stop. */
  onTurn(listener: () => void): () => void;
}
